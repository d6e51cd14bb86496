import type { Attachment } from 'botframework-schema'
import { Temporal } from 'temporal-polyfill'
import { messageCard, oneLine } from '../../cards/message.ts'
import { plain } from '../../cards/plain.ts'
import { refreshing } from '../../cards/refresh.ts'
import { subscriptionDetailsCard } from '../../cards/subscription-details.ts'
import { offAlreadyText, outlookText, type SubscriptionFacts, whyNotRenewText } from '../../cards/subscription-facts.ts'
import { areaName, offerName, text } from '../../cards/text.ts'
import { findOffer } from '../../store/catalogue/offer.ts'
import { expiresBefore } from '../../store/people/partner.ts'
import { priceOf } from '../../store/subscriptions/eligibility.ts'
import { mayRenew, mayRenewWhenDue, renewalWindow } from '../../store/subscriptions/renewal.ts'
import { hasStarted, type StartedSubscription, type Subscription } from '../../store/subscriptions/subscription.ts'
import { renewalAsk } from '../../store/use-cases/orders/quote.ts'
import { isMember, type Member, requireRole, type Speaker } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import {
  asToday,
  currentSubscriptions,
  renewalUnderWay,
  todayOf,
} from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import { isReversed } from '../../store/use-cases/subscriptions/on-hold.ts'
import { findOwnSubscription } from '../../store/use-cases/subscriptions/own-subscription.ts'
import { askedToCancel } from '../../store/use-cases/tickets/asked-to-cancel.ts'
import type { Locale } from '../../store/values/locale.ts'
import type { Money } from '../../store/values/money.ts'
import { type Refusal, type Result, refused } from '../../store/values/result.ts'
import type { Term } from '../../store/values/term.ts'
import { dayOf, stored } from '../../store/values/time.ts'
import { COMMANDS } from '../understanding/commands.ts'

/** A subscription as cards show it, and whether it can be renewed now. */
export type Shown = { subscription: SubscriptionFacts; renewal: Result<{ price: Money; term: Term }> }

export async function shownAs(
  services: Services,
  { partner, locale }: Pick<Member, 'partner' | 'locale'>,
  written: StartedSubscription,
): Promise<Shown> {
  const of = await asToday(services, written)
  const { term } = written
  const [ask, renewing, asked] = await Promise.all([
    renewalAsk(services, partner, of),
    renewalUnderWay(services, of),
    askedToCancel(services, of),
  ])
  const due = ask ? mayRenewWhenDue(ask) : refused('offer-unavailable')
  const price = ask && priceOf(ask)
  const { state } = of
  const subscription: SubscriptionFacts = {
    id: of._id,
    name: offerName(services, of, locale),
    state: state === 'pending' || state === 'released' ? 'cancelled' : state,
    term,
    ...renewalWindow(term, services.catalogue.graceDays),
    autoRenew: of.autoRenew,
    ...(of.autoRenewOffSince ? { offSince: dayOf(of.autoRenewOffSince, term.zone) } : {}),
    offByGold: of.autoRenewOffBy === 'gold',
    ...(price?.ok ? { price: price.value.price } : {}),
    ...(due.ok ? {} : { blocked: text(locale, `refusal.${due.refusal}`) }),
    ...(renewing ? { renewing: renewing.number } : {}),
    ...(asked ? { cancelAsked: asked.number } : {}),
    reversed: await isReversed(services, of),
    methodExpires: of.autoRenew && state === 'active' && !!partner.method && expiresBefore(partner.method, term.end),
    paidAhead: Temporal.PlainDate.compare(todayOf(services, of), Temporal.PlainDate.from(term.start)) < 0,
  }
  if (renewing) return { subscription: subscription, renewal: refused('being-renewed') }
  return { subscription: subscription, renewal: ask ? mayRenew(ask) : refused('offer-unavailable') }
}

/** What `purchased offers` lists: what is held, then what was held last in each place that is free now. */
export async function listedFor(services: Services, partnerId: string): Promise<StartedSubscription[]> {
  const [held, all] = await Promise.all([
    currentSubscriptions(services, partnerId),
    services.store.subscriptions.ofPartner(partnerId),
  ])
  const ended = all.filter((each) => each.state === 'expired' || each.state === 'cancelled')
  const places = new Map<string, StartedSubscription>()
  for (const each of [...held, ...ended].filter(hasStarted)) {
    const place = `${each.offerId}\n${each.area}`
    if (!places.has(place)) places.set(place, each)
  }
  return [...places.values()]
}

/** S17: one subscription with its Actions; those that can't be done now say why. */
export function detailsOf(
  services: Services,
  speaker: Member,
  subscription: Subscription,
  { subscription: held, renewal }: Shown,
): Attachment {
  const { locale, partner } = speaker
  const may = requireRole(speaker, 'purchaser')
  const area = areaName(services.catalogue, subscription.area, locale)
  const nonce = services.newId()
  const card = subscriptionDetailsCard(locale, {
    nonce,
    held,
    company: plain(partner.name),
    offerId: subscription.offerId,
    ...(area ? { area: { id: subscription.area, name: area } } : {}),
    competency: (findOffer(services.catalogue, subscription.offerId)?.requirements.length ?? 0) > 0,
    now: stored(services.clock.now()),
    whyNot: whyNot(held, renewal, locale),
    ...(may.ok ? {} : { onlyLooks: text(locale, `refusal.${may.refusal}`) }),
    words: {
      renew: COMMANDS.renew[locale],
      'turn-off-auto-renew': COMMANDS['turn-off-auto-renew'][locale],
      'activate-benefits': COMMANDS['activate-benefits'][locale],
      'cancel-subscription': COMMANDS['cancel-subscription'][locale],
      'purchased-offers': COMMANDS['purchased-offers'][locale],
    },
  })
  return refreshing(card, { what: 'subscription', about: subscription._id, nonce })
}

/** Why it can't be renewed now, with its date or its order. */
export function whyNotRenew(subscription: SubscriptionFacts, refusal: Refusal, locale: Locale): string {
  if (refusal === 'being-renewed' && subscription.renewing)
    return text(locale, 'why.being-renewed', { order: subscription.renewing })
  return whyNotRenewText(subscription, refusal, locale)
}

function whyNot(subscription: SubscriptionFacts, renewal: Shown['renewal'], locale: Locale) {
  const over =
    subscription.state === 'expired' || subscription.state === 'cancelled' ? text(locale, 'why.over') : undefined
  const off = over ?? (subscription.autoRenew ? undefined : offAlreadyText(subscription, locale))
  const benefits = over ?? (subscription.state === 'frozen' ? text(locale, holdKey(subscription)) : undefined)
  return {
    ...(renewal.ok ? {} : { renew: whyNotRenew(subscription, renewal.refusal, locale) }),
    ...(off ? { 'turn-off-auto-renew': off } : {}),
    ...(benefits ? { 'activate-benefits': benefits } : {}),
    ...(over ? { 'cancel-subscription': over } : {}),
  }
}

function holdKey({ reversed }: SubscriptionFacts) {
  return reversed ? ('why.on-hold-lost' as const) : ('why.on-hold' as const)
}

/** How it stands now, for a card that was pressed before (F28). */
export async function settledSubscription(services: Services, speaker: Speaker, id: string): Promise<Attachment> {
  const { locale } = speaker
  const found = await findOwnSubscription(services, speaker, id)
  if (!found.ok || !isMember(speaker)) return oneLine(locale, 'refusal.not-found')
  const { subscription: held } = await shownAs(services, speaker, found.value)
  const line = held.autoRenew ? outlookText(held, locale) : offAlreadyText(held, locale)
  return messageCard(locale, { title: held.name, lines: [line] })
}

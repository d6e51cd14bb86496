import { Temporal } from 'temporal-polyfill'
import { formatDate, formatMoment, formatMoney } from '../../cards/format.ts'
import { plain } from '../../cards/plain.ts'
import { offerName, type TextKey, text } from '../../cards/text.ts'
import type { Names } from '../../cards/ticket-timeline.ts'
import { isLive, type Subscription } from '../../store/subscriptions/subscription.ts'
import type { Noticed } from '../../store/tickets/noticed.ts'
import type { Request, Ticket } from '../../store/tickets/ticket.ts'
import type { UnreachedTerm } from '../../store/tickets/unreached-term.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { asToday } from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import type { Locale } from '../../store/values/locale.ts'
import type { Money } from '../../store/values/money.ts'
import { graceEnds, type Term } from '../../store/values/term.ts'
import { benefitName } from '../benefits/benefit-list.ts'

export type Fact = { title: string; value: string }
/** Audit entries that are looked through for keys that were shown. */
const TRAIL = 200
const SHOWN_STATES = ['active', 'grace', 'frozen', 'expired', 'cancelled'] as const

/** S21: what both sides see of the subscription: bought when, runs until, benefits used, keys seen. */
export async function subscriptionFacts(
  services: Services,
  subscription: Subscription,
  locale: Locale,
): Promise<Fact[]> {
  const { store } = services
  const [used, audits] = await Promise.all([
    store.benefits.ofSubscription(subscription._id),
    store.audits.ofPartner(subscription.partnerId, TRAIL),
  ])
  const seen = audits.filter((each) => each.what === 'keys-revealed' && each.about === subscription._id)
  const count = (n: number) => text(locale, 'ticket.none-used', { count: n })
  const today = await asToday(services, subscription)
  const state = SHOWN_STATES.find((each) => each === today.state)
  const zone = subscription.term?.zone ?? 'UTC'
  const isOver = !isLive(today)
  const bought = Temporal.Instant.from(subscription.createdAt).toZonedDateTimeISO(zone).toPlainDate().toString()
  return [
    fact(locale, 'fact.subscription', offerName(services, subscription, locale)),
    ...(state ? [fact(locale, 'fact.state', text(locale, `held.${state}`))] : []),
    fact(locale, 'fact.bought', formatDate(bought, locale)),
    ...(subscription.term && state !== 'cancelled' ? endFacts(services, subscription.term, locale) : []),
    // What is over renews no more, whatever its switch was.
    ...(isOver
      ? []
      : [fact(locale, 'fact.auto-renew', text(locale, subscription.autoRenew ? 'auto-renew.on' : 'auto-renew.off'))]),
    fact(locale, 'fact.benefits-used', count(used.length)),
    fact(locale, 'fact.keys-seen', count(seen.length)),
  ]
}

/** The two dates of an end, always both: the term's, and the one on which benefits stop unless it is renewed. */
function endFacts({ catalogue }: Services, term: Term, locale: Locale): Fact[] {
  const closes = graceEnds(term, catalogue.graceDays).toString()
  return [
    fact(locale, 'fact.ends', formatDate(term.end, locale)),
    fact(locale, 'fact.benefits-stop', formatDate(closes, locale)),
  ]
}

/** What was asked, in the words of the form; without one, what it is about in ours. */
export function requestFacts(
  services: Pick<Services, 'catalogue'>,
  { problem, reason, details, contact, unreached, noticed }: Request,
  locale: Locale,
): Fact[] {
  const type = fact(locale, 'fact.problem', text(locale, `problem.${problem}`))
  if (unreached) return [type, ...unreachedFacts(services, unreached, locale)]
  if (noticed) return [type, fact(locale, 'fact.about', noticedText(services, noticed, locale))]
  if (!reason || !contact) return [type, ...(details ? [fact(locale, 'fact.about', plain(details, 600))] : [])]
  return [
    type,
    fact(locale, 'fact.reason', text(locale, `reason.${reason}`)),
    fact(locale, 'fact.details', details ? plain(details, 600) : text(locale, 'form.empty')),
    fact(locale, 'fact.contact', text(locale, `contact.${contact}`)),
  ]
}

/** What the bot has noticed, in words. */
function noticedText(services: Pick<Services, 'catalogue'>, of: Noticed, locale: Locale): string {
  switch (of.what) {
    case 'parked': {
      const { order, because, taken, expected } = of
      const amounts = {
        taken: taken ? formatMoney(taken, locale) : 'none',
        price: expected ? formatMoney(expected, locale) : '',
      }
      return text(locale, 'noticed.parked', { order, reason: because.replaceAll('-', '_'), ...amounts })
    }
    case 'refunded':
      return text(locale, 'noticed.refunded', { order: of.order, offer: offerName(services, of, locale) })
    case 'dispute':
    case 'fraud-warning': {
      const words = { order: of.order, offer: offerName(services, of, locale), price: formatMoney(of.price, locale) }
      return text(locale, `noticed.${of.what}`, words)
    }
    case 'no-key': {
      const offer = services.catalogue.offers.find((each) => each.id === of.offerId)
      const benefit = offer?.benefits.find((each) => each.id === of.benefitId)
      const words = {
        offer: offerName(services, of, locale),
        benefit: benefit ? benefitName(benefit, locale) : plain(of.benefitId),
      }
      return text(locale, 'noticed.no-key', words)
    }
    case 'no-admin':
      return text(locale, 'noticed.no-admin')
    case 'books-differ': {
      const amount = (money: Money | undefined) =>
        money ? formatMoney(money, locale) : text(locale, 'noticed.nothing')
      const { order, charge, day, difference } = of
      return text(locale, 'noticed.books-differ', {
        ...{ order, charge, day: formatDate(day, locale), difference: difference.replaceAll('-', '_') },
        ...{ gateway: amount(of.gateway), records: amount(of.records) },
      })
    }
  }
}

/** S16: what nobody at the partner was told, what follows, and what helps; to each reader in their own language. */
function unreachedFacts(services: Pick<Services, 'catalogue'>, unreached: UnreachedTerm, locale: Locale): Fact[] {
  const told = text(locale, unreached.reachable ? 'unreached.lost' : 'unreached.nobody')
  return [
    fact(locale, 'fact.subscription', offerName(services, unreached, locale)),
    fact(locale, 'fact.ends', formatDate(unreached.end, locale)),
    fact(locale, 'fact.auto-renew', text(locale, unreached.autoRenew ? 'auto-renew.on' : 'auto-renew.off')),
    fact(locale, 'fact.about', [told, ...followsOf(unreached, locale)].join(locale === 'en' ? ' ' : '')),
    fact(locale, 'fact.helps', text(locale, unreached.reachable ? 'unreached.help-reply' : 'unreached.help')),
  ]
}

function followsOf({ due, price, announced, because = '', end, closes }: UnreachedTerm, locale: Locale): string[] {
  const lapses = text(locale, 'unreached.lapses', { closes: formatDate(closes, locale) })
  const reason = text(locale, 'unreached.reason', { because: because.replaceAll('-', '_') })
  switch (due) {
    case 'charge': {
      const words = { price: price ? formatMoney(price, locale) : '', date: formatDate(end, locale) }
      return [text(locale, 'unreached.charge', words), ...(announced ? [] : [text(locale, 'unreached.at-most')])]
    }
    case 'lapses':
      return [lapses]
    case 'expired':
      return [text(locale, 'unreached.expired')]
    default:
      // What waits for the bank neither lapses nor can be renewed before that.
      return [text(locale, `unreached.${due}`, { reason }), ...(because === 'subscription-frozen' ? [] : [lapses])]
  }
}

/** Who works on the request and since when (S22); its state stands above the facts. */
export function progressFacts(ticket: Ticket, names: Names, zone: string, locale: Locale): Fact[] {
  const agent = ticket.agent ? (names[ticket.agent] ?? text(locale, 'actor.support')) : text(locale, 'ticket.nobody')
  return [fact(locale, 'fact.with', agent), fact(locale, 'fact.opened', formatMoment(ticket.openedAt, zone, locale))]
}

export function fact(locale: Locale, key: TextKey, value: string): Fact {
  return { title: text(locale, key), value }
}

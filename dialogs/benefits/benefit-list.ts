import { button } from '../../cards/actions.ts'
import { formatDate } from '../../cards/format.ts'
import { listCard, PAGE } from '../../cards/list.ts'
import { catalogueText, offerName, text } from '../../cards/text.ts'
import type { Activation } from '../../store/benefits/benefit.ts'
import { givenBy } from '../../store/catalogue/includes.ts'
import type { Benefit } from '../../store/catalogue/offer.ts'
import type { Subscription } from '../../store/subscriptions/subscription.ts'
import { type BenefitRef, prepared } from '../../store/use-cases/benefits/benefit-use.ts'
import { heldBenefits, subscriptionsToday } from '../../store/use-cases/benefits/held-benefits.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { isReversed } from '../../store/use-cases/subscriptions/on-hold.ts'
import type { Locale } from '../../store/values/locale.ts'
import { graceEnds } from '../../store/values/term.ts'
import type { Listed } from '../talk/list-question.ts'
import type { Turn } from '../talk/turn.ts'
import { COMMANDS } from '../understanding/commands.ts'

/** What picks a benefit from the list. Ids of subscriptions have no dot. */
export function pickOf({ subscriptionId, benefitId }: BenefitRef): string {
  return `${subscriptionId}.${benefitId}`
}

export function refIn(pick: string): BenefitRef {
  const dot = pick.indexOf('.')
  return { subscriptionId: pick.slice(0, dot), benefitId: pick.slice(dot + 1) }
}

export function benefitName(benefit: Benefit, locale: Locale): string {
  return catalogueText(locale, benefit.text, { quantity: benefit.quantity })
}

export async function benefitsPage(services: Services, partnerId: string, page: number): Promise<Listed> {
  const rows = await heldBenefits(services, partnerId)
  const ids = rows.map(({ subscription, benefit }) =>
    pickOf({ subscriptionId: subscription._id, benefitId: benefit.id }),
  )
  return { page, ids: ids.slice(page * PAGE, (page + 1) * PAGE), more: ids.length > (page + 1) * PAGE }
}

/** S23: the list, each benefit with what has become of it. */
export async function benefitsCard(
  services: Services,
  { page, more }: Listed,
  { speaker: { locale, tenantId } }: Turn,
) {
  const all = await heldBenefits(services, tenantId)
  const rows = all.slice(page * PAGE, (page + 1) * PAGE)
  const shown = await Promise.all(
    rows.map(async ({ subscription, benefit, activation }) => {
      const status = text(locale, statusKey(activation && (await prepared(services, activation))))
      return {
        id: pickOf({ subscriptionId: subscription._id, benefitId: benefit.id }),
        title: benefitName(benefit, locale),
        detail: `${offerName(services, subscription, locale)} · ${status}`,
      }
    }),
  )
  const title = text(locale, 'benefits.title')
  const lines = [text(locale, 'benefits.intro')]
  const nonce = services.newId()
  const several = all.filter((each) => !each.activation).length > 1
  const also = {
    button: button(text(locale, 'button.activate-all'), { verb: 'activate-all', nonce }),
    typed: text(locale, 'benefits.typed-all', { all: text(locale, 'word.activate-all') }),
  }
  const view = { nonce, list: 'activate-benefits', title, lines, rows: shown, page, more }
  return listCard(locale, several ? { ...view, also } : view)
}

function statusKey(activation: Activation | undefined) {
  if (!activation) return 'benefit.new'
  if (activation.waitsForKeys) return 'benefit.waiting'
  return activation.keys > 0 ? 'benefit.ready' : 'benefit.active'
}

/** Why there is nothing to activate: what has run out or waits is said, each in a sentence (S23). */
export async function whyNoBenefits(services: Services, partnerId: string, locale: Locale): Promise<string[]> {
  const { catalogue } = services
  const today = await subscriptionsToday(services, partnerId)
  const giving = today.filter((each) => givenBy(catalogue, each.offerId).length > 0)
  const lines = (await Promise.all(giving.map((each) => whyNone(services, each, locale)))).flat().slice(0, 3)
  // Who waits for the bank has a subscription, and needs no offer.
  const waits = today.some((each) => each.state === 'frozen')
  return waits ? lines : [...lines, text(locale, 'benefits.none', { offers: COMMANDS.offers[locale] })]
}

async function whyNone(services: Services, subscription: Subscription, locale: Locale): Promise<string[]> {
  const { state, term } = subscription
  const offer = offerName(services, subscription, locale)
  if (state === 'frozen') {
    const reversed = await isReversed(services, subscription)
    return [text(locale, reversed ? 'benefits.frozen-lost' : 'benefits.frozen', { offer })]
  }
  if (state !== 'expired' || !term) return []
  const date = formatDate(graceEnds(term, services.catalogue.graceDays).toString(), locale)
  return [text(locale, 'benefits.gone', { offer, date })]
}

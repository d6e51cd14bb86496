import { formatMoney } from '../../../cards/format.ts'
import { plain } from '../../../cards/plain.ts'
import { areaName, catalogueText, text } from '../../../cards/text.ts'
import { takenFor } from '../../../store/orders/order.ts'
import { hasStarted, isLive, type Subscription } from '../../../store/subscriptions/subscription.ts'
import { isLiveTicket, type Ticket } from '../../../store/tickets/ticket.ts'
import { isAcceptable } from '../../../store/use-cases/orders/acceptance.ts'
import { ordersOf, refundable, refundProposalOf } from '../../../store/use-cases/refunds/refundable-orders.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import type { Locale } from '../../../store/values/locale.ts'
import type { DeskTurn } from './desk-turn.ts'
import { takeBackChoices } from './take-back.ts'

export type Choice = { title: string; value: string }
/** More choices than a card can show well. */
const MOST_AGENTS = 10

/** Everything that can be done with this ticket now besides words. A value is the deed and the ids that it needs. */
export async function choicesFor(services: Services, turn: DeskTurn, ticket: Ticket): Promise<Choice[]> {
  const { locale } = turn.speaker
  if (!isLiveTicket(ticket)) return []
  const subscription = ticket.subscriptionId ? await services.store.subscriptions.get(ticket.subscriptionId) : undefined
  return [
    ...(ticket.agent === turn.speaker.person._id && ticket.state === 'taken'
      ? [{ title: text(locale, 'panel.release'), value: 'release' }]
      : []),
    ...takeBackChoices(services, turn, ticket),
    ...(await colleagues(services, turn, ticket)),
    ...(subscription && isLive(subscription) && hasStarted(subscription) ? endings(subscription, locale) : []),
    ...(await evidenceChoices(services, ticket, locale)),
    ...(await moneyChoices(services, ticket, locale)),
  ]
}

function endings(subscription: Subscription, locale: Locale): Choice[] {
  return [
    // What waits for the bank has no end by itself.
    ...(subscription.autoRenew && subscription.state !== 'frozen'
      ? [{ title: text(locale, 'panel.cancel-at-end'), value: 'cancel-at-end' }]
      : []),
    { title: text(locale, 'panel.cancel-now'), value: 'cancel-now' },
  ]
}

/** Those of the support tenant whom the bot has met; whether they are agents now is asked when one is chosen. */
async function colleagues({ store }: Services, { desk, speaker }: DeskTurn, ticket: Ticket): Promise<Choice[]> {
  const known = await store.people.ofPartner(desk.tenantId, { limit: MOST_AGENTS })
  return known
    .filter((each) => each._id !== ticket.agent)
    .map((each) => {
      const who = each.name
        ? plain(each.name, 60)
        : text(speaker.locale, 'person.nameless', { number: each._id.slice(1) })
      return { title: text(speaker.locale, 'panel.hand-over', { who }), value: `hand-over:${each._id}` }
    })
}

/** S4: requirements that the partner doesn't meet yet, per competency and area. */
async function evidenceChoices(services: Services, ticket: Ticket, locale: Locale): Promise<Choice[]> {
  const found: Choice[] = []
  for (const offer of services.catalogue.offers)
    for (const area of offer.requirements.length ? services.catalogue.areas : []) {
      const met = await services.store.evidences.met(ticket.partnerId, offer.id, area.id)
      for (const each of offer.requirements) {
        const value = `evidence:${offer.id}:${area.id}:${each.id}`
        const what = evidenceName(services, value, locale)
        if (!met.includes(each.id)) found.push({ title: text(locale, 'panel.evidence', { what }), value })
      }
    }
  return found
}

/** What the evidence proves, in words; empty if the catalogue has no such requirement. */
export function evidenceName({ catalogue }: Services, choice: string, locale: Locale): string {
  const [, offerId, areaId, requirementId] = choice.split(':')
  const offer = catalogue.offers.find((each) => each.id === offerId)
  const requirement = offer?.requirements.find((each) => each.id === requirementId)
  const area = areaName(catalogue, areaId, locale)
  if (!offer || !requirement || !area) return ''
  return `${catalogueText(locale, offer.name)} – ${area} – ${catalogueText(locale, requirement.text)}`
}

/** Of whichever term: the newest one's is not always the one that was a mistake. */
async function moneyChoices(services: Services, ticket: Ticket, locale: Locale): Promise<Choice[]> {
  const found: Choice[] = []
  for (const order of await ordersOf(services, ticket)) {
    const proposed = refundProposalOf(ticket, order) !== undefined
    const [taken, left] = [takenFor(order), refundable(order, proposed)]
    if (taken && (await isAcceptable(services, order))) {
      const words = { order: order.number, price: formatMoney(taken, locale) }
      found.push({ title: text(locale, 'panel.accept', words), value: `accept:${order._id}` })
    }
    if (!left) continue
    const key = order.state === 'parked' ? 'panel.return' : 'panel.refund'
    const title = text(locale, key, { order: order.number, price: formatMoney(left, locale) })
    found.push({ title, value: `refund:${order._id}` })
  }
  return found
}

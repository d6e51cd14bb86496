import type { Attachment } from 'botframework-schema'
import { deskConfirmCard } from '../../../cards/desk-panel.ts'
import { deskRefundCard } from '../../../cards/desk-refund.ts'
import { formatDate, formatMoney } from '../../../cards/format.ts'
import { offerName, text } from '../../../cards/text.ts'
import { lastAttempt, type Order, takenFor } from '../../../store/orders/order.ts'
import { leftOf } from '../../../store/orders/refunds-of.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import {
  acceptanceSeen,
  acceptProposalOf,
  ordersOf,
  refundable,
  refundProposalOf,
  refundSeen,
} from '../../../store/use-cases/refunds/refundable-orders.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import type { Money } from '../../../store/values/money.ts'
import { namesIn } from '../ticket-cards.ts'
import { amountOf } from './amount.ts'
import { companyOf } from './card.ts'
import type { Asked, DeskTurn } from './desk-turn.ts'

/**
 * What becomes of an order's money, said before it is confirmed, and bound to what it says: the confirmation brings it back.
 * undefined: the choice is about no order's money, or there is none.
 */
export async function moneyCard(
  services: Services,
  turn: DeskTurn,
  ticket: Ticket,
  { choice, amount }: Asked,
): Promise<Attachment | undefined> {
  const [deed, id = ''] = choice.split(':')
  if (deed !== 'refund' && deed !== 'accept') return undefined
  const order = (await ordersOf(services, ticket)).find((each) => each._id === id)
  if (!order) return undefined
  return deed === 'accept'
    ? acceptCard(services, turn, ticket, order)
    : refundCard(services, turn, ticket, order, amount)
}

async function refundCard(
  services: Services,
  { speaker: { locale } }: DeskTurn,
  ticket: Ticket,
  order: Order,
  typed: string | undefined,
): Promise<Attachment | undefined> {
  const proposal = refundProposalOf(ticket, order)
  const left = refundable(order) ?? leftOf(order)
  if (!left) return undefined
  const money = proposal?.money ?? (refundableAmount(typed, left) || left)
  const words = { price: formatMoney(money, locale), order: order.number, company: await companyOf(services, ticket) }
  const choice = `refund:${order._id}:${refundSeen(ticket, order, money)}`
  const shown = { nonce: services.newId(), ticketId: ticket._id, choice }
  if (proposal) {
    const who = (await namesIn(services, ticket, locale))[proposal.by] ?? ''
    return deskConfirmCard(locale, { ...shown, effect: text(locale, 'confirm.refund-second', { ...words, who }) })
  }
  const effect = text(locale, 'confirm.refund', words)
  return deskRefundCard(locale, { ...shown, effect, most: left, amount: money })
}

/** What is typed and can't be is not shown as what is to be returned. */
function refundableAmount(typed: string | undefined, left: Money): Money | undefined {
  const read = amountOf(typed, left)
  return read && read.amount <= left.amount ? read : undefined
}

async function acceptCard(
  services: Services,
  { speaker: { locale } }: DeskTurn,
  ticket: Ticket,
  order: Order,
): Promise<Attachment | undefined> {
  const { frozen, number } = order
  const [taken, expected] = [takenFor(order), lastAttempt(order)?.money]
  if (!frozen || !taken || !expected) return undefined
  const words = {
    price: formatMoney(taken, locale),
    expected: formatMoney(expected, locale),
    order: number,
    company: await companyOf(services, ticket),
    offer: offerName(services, order, locale),
    start: formatDate(frozen.term.start, locale),
    end: formatDate(frozen.term.end, locale),
  }
  const proposal = acceptProposalOf(ticket, order)
  const who = proposal ? ((await namesIn(services, ticket, locale))[proposal.by] ?? '') : ''
  const effect = text(locale, proposal ? 'confirm.accept-second' : 'confirm.accept', { ...words, who })
  const choice = `accept:${order._id}:${acceptanceSeen(ticket, order)}`
  return deskConfirmCard(locale, { nonce: services.newId(), ticketId: ticket._id, choice, effect })
}

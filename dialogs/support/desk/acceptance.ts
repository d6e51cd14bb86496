import { takenFor } from '../../../store/orders/order.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import { acceptOrder, isAcceptable } from '../../../store/use-cases/orders/acceptance.ts'
import { acceptanceSeen, acceptProposalOf, ordersOf } from '../../../store/use-cases/refunds/refundable-orders.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { type Result, refused } from '../../../store/values/result.ts'
import type { DeskTurn } from './desk-turn.ts'
import { carriedOut, confirmProposal, dropProposal, propose } from './money-proposal.ts'

/** Parked money pays for what it was meant for all the same: one agent proposes it, a second one confirms it. */
export async function acceptDeed(
  services: Services,
  turn: DeskTurn,
  ticket: Ticket,
  choice: string,
): Promise<Result<Ticket>> {
  const [, orderId = '', seen = ''] = choice.split(':')
  const order = (await ordersOf(services, ticket)).find((each) => each._id === orderId)
  if (order && seen && order.accepted?.seen === seen) return carriedOut(services, ticket)
  if (!order || !(await isAcceptable(services, order))) return refused('nothing-to-accept')
  const proposal = acceptProposalOf(ticket, order)
  if (proposal?.by === turn.speaker.person._id) return refused('needs-second-agent')
  if (seen !== acceptanceSeen(ticket, order)) return refused('refund-not-as-shown')
  const isAsSeen = (each: Ticket) => acceptanceSeen(each, order) === seen
  const { number } = order
  if (!proposal)
    return propose(services, turn, ticket, {
      ...{ orderId, number, isAsSeen },
      money: takenFor(order),
      what: 'accept-proposed',
    })
  const confirmed = await confirmProposal(services, ticket, { seen, isAsSeen })
  if (!confirmed.ok) {
    const latest = await services.store.orders.get(order._id)
    return latest?.accepted?.seen === seen ? carriedOut(services, ticket) : confirmed
  }
  const by = { ticketId: ticket._id, proposedBy: proposal.by, confirmedBy: turn.speaker.person._id, seen }
  const accepted = await acceptOrder(services, order, by)
  if (!accepted.ok) {
    await dropProposal(services, ticket, seen)
    return accepted
  }
  return carriedOut(services, ticket)
}

import { again } from '../../../store/database/again.ts'
import { lastAttempt, type Order } from '../../../store/orders/order.ts'
import { askRefund } from '../../../store/orders/refund-steps.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import { did } from '../../../store/tickets/ticket-steps.ts'
import { refundableOrders, refundSeen } from '../../../store/use-cases/refunds/refundable-orders.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { decide } from '../../../store/use-cases/tickets/ticket-deciding.ts'
import { ok, type Result, refused } from '../../../store/values/result.ts'
import { stored } from '../../../store/values/time.ts'
import { actOf, type DeskTurn, subscriptionOf } from './desk-turn.ts'

/**
 * The first agent proposes; a second one, never the same, confirms, and only then the gateway gives the money back. Each
 * `choice` is bound to what its card showed: anything else by now, or a card from before this was so, is refused.
 */
export async function refundDeed(
  services: Services,
  turn: DeskTurn,
  ticket: Ticket,
  choice: string,
): Promise<Result<Ticket>> {
  const [, orderId = '', seen = ''] = choice.split(':')
  const order = await orderToRefund(services, ticket, orderId)
  if (!order) return refused('nothing-to-refund')
  const proposal = ticket.refund?.orderId === order._id ? ticket.refund : undefined
  if (proposal?.by === turn.speaker.person._id) return refused('needs-second-agent')
  if (seen !== refundSeen(ticket, order)) return refused('refund-not-as-shown')
  if (!proposal) return propose(services, turn, { ticket, order, seen })
  return giveBack(services, turn, { ticket, order, proposer: proposal.by })
}

/** One that can be refunded, or the one of which this ticket's refund has only not been written down yet. */
async function orderToRefund(services: Services, ticket: Ticket, id: string): Promise<Order | undefined> {
  const subscription = await subscriptionOf(services, ticket)
  if (!subscription) return undefined
  const found = (await refundableOrders(services, subscription, ticket)).find((each) => each._id === id)
  const half = found || ticket.refund?.orderId !== id ? undefined : await services.store.orders.get(id)
  return half?.refund?.ticketId === ticket._id ? half : found
}

async function propose(
  services: Services,
  turn: DeskTurn,
  { ticket, order, seen }: { ticket: Ticket; order: Order; seen: string },
): Promise<Result<Ticket>> {
  const act = actOf(services, turn)
  const money = lastAttempt(order)?.money
  const refund = { orderId: order._id, by: act.by, at: act.now, key: act.key, ...(money ? { money } : {}) }
  return decide(services, ticket._id, (each) =>
    // Of two who propose at once the first one counts; the second one is shown it, and may confirm it then.
    refundSeen(each, order) === seen
      ? ok({ ...did(each, act, 'refund-proposed', order.number), refund })
      : refused('refund-not-as-shown'),
  )
}

/**
 * Asked for is written down, with its job, before the gateway is asked: whoever dies over it, somebody looks after it. The
 * job writes into the request what becomes of it.
 */
async function giveBack(
  services: Services,
  turn: DeskTurn,
  { ticket, order, proposer }: { ticket: Ticket; order: Order; proposer: string },
): Promise<Result<Ticket>> {
  const { store, clock } = services
  if (!lastAttempt(order)?.chargeId) return refused('nothing-to-refund')
  const by = { ticketId: ticket._id, proposedBy: proposer, confirmedBy: turn.speaker.person._id }
  await again(async () => {
    const latest = (await store.orders.get(order._id)) ?? order
    // Tried by somebody else meanwhile: another try is for two agents to decide again.
    const after = latest.refund?.n === order.refund?.n ? askRefund(latest, by, stored(clock.now())) : latest
    return after === latest ? latest : store.orders.save(latest, after)
  })
  await store.jobs.addAgain('refund', order._id, stored(clock.now()))
  await services.runNow('refund', order._id)
  const after = await store.orders.get(order._id)
  if (after?.refund?.state === 'failed') return refused('refund-failed')
  return ok((await store.tickets.get(ticket._id)) ?? ticket)
}

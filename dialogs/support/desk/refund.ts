import { again } from '../../../store/database/again.ts'
import { lastAttempt, type Order } from '../../../store/orders/order.ts'
import type { Audit } from '../../../store/people/audit.ts'
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
  // The money went back, and then the process died: what is left is to write it down.
  const refunded = order.state === 'refunded' ? ok(order) : await giveBack(services, turn, proposal.by, order)
  return refunded.ok ? written(services, turn, ticket, refunded.value) : refunded
}

/** One that can be refunded, or the one of which this ticket's refund has only not been written down yet. */
async function orderToRefund(services: Services, ticket: Ticket, id: string): Promise<Order | undefined> {
  const subscription = await subscriptionOf(services, ticket)
  if (!subscription) return undefined
  const found = (await refundableOrders(services, subscription, ticket)).find((each) => each._id === id)
  const half = found || ticket.refund?.orderId !== id ? undefined : await services.store.orders.get(id)
  return half?.state === 'refunded' ? half : found
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

/** Once for a proposal, however many confirm it at once. */
async function written(services: Services, turn: DeskTurn, ticket: Ticket, order: Order): Promise<Result<Ticket>> {
  return decide(services, ticket._id, (each) => {
    if (each.refund?.key !== ticket.refund?.key) return ok(each)
    const { refund: _done, ...rest } = did(each, actOf(services, turn), 'refunded', order.number)
    return ok(rest)
  })
}

/** Keyed by the order: however often it is asked, the gateway refunds it once. */
async function giveBack(services: Services, turn: DeskTurn, proposer: string, order: Order): Promise<Result<Order>> {
  const { store, payments, clock } = services
  const paid = lastAttempt(order)
  if (!paid?.chargeId) return refused('nothing-to-refund')
  const { status } = await payments.refund({ key: `refund:${order._id}`, chargeId: paid.chargeId, money: paid.money })
  if (status === 'failed') return refused('refund-failed')
  const at = stored(clock.now())
  const saved = await again(async () => {
    // Whatever else has been written on it meanwhile, as a dispute: the money is with the partner.
    const latest = (await store.orders.get(order._id)) ?? order
    return latest.state === 'refunded' ? latest : store.orders.save(latest, { ...latest, state: 'refunded' })
  })
  const agents = { proposedBy: proposer, confirmedBy: turn.speaker.person._id }
  const line: Audit = {
    _id: `refunded:${order._id}`,
    partnerId: order.partnerId,
    by: 'support',
    what: 'refunded',
    about: order._id,
    facts: { order: order.number, offer: order.offerId, ...paid.money, ...agents },
    at,
  }
  await store.audits.add(line)
  return ok(saved)
}

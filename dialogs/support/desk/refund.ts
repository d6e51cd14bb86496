import { again } from '../../../store/database/again.ts'
import { lastAttempt, type Order } from '../../../store/orders/order.ts'
import type { Audit } from '../../../store/people/audit.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import { did } from '../../../store/tickets/ticket-steps.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { decide } from '../../../store/use-cases/tickets/ticket-deciding.ts'
import { ok, type Result, refused } from '../../../store/values/result.ts'
import { stored } from '../../../store/values/time.ts'
import { paidOrder } from './choices.ts'
import { actOf, type DeskTurn } from './desk-turn.ts'
import { subscriptionOf, wrote } from './written.ts'

/** The first agent proposes; a second one, never the same, confirms, and only then the gateway gives the money back. */
export async function refundDeed(services: Services, turn: DeskTurn, ticket: Ticket): Promise<Result<Ticket>> {
  const subscription = await subscriptionOf(services, ticket)
  const half = ticket.refund && (await services.store.orders.get(ticket.refund.orderId))
  // The money went back, and then the process died: what is left is to write it down.
  if (half?.state === 'refunded') return wrote(services, turn, ticket, 'refunded', half.number)
  const order = subscription && (await paidOrder(services, subscription, ticket.refund?.orderId))
  if (!order) return refused('nothing-to-refund')
  if (ticket.refund?.orderId !== order._id) return propose(services, turn, ticket, order)
  if (ticket.refund.by === turn.speaker.person._id) return refused('needs-second-agent')
  const refunded = await giveBack(services, turn, ticket.refund.by, order)
  return refunded.ok ? wrote(services, turn, ticket, 'refunded', order.number) : refunded
}

async function propose(services: Services, turn: DeskTurn, ticket: Ticket, order: Order): Promise<Result<Ticket>> {
  const act = actOf(services, turn)
  const refund = { orderId: order._id, by: act.by, at: act.now, key: act.key }
  return decide(services, ticket._id, (each) =>
    // Of two who propose at once the first one counts; the second one may confirm it then.
    each.refund?.orderId === order._id ? ok(each) : ok({ ...did(each, act, 'refund-proposed', order.number), refund }),
  )
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

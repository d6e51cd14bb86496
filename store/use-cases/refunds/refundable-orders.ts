import { createHash } from 'node:crypto'
import { lastAttempt, type Order } from '../../orders/order.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import type { Services } from '../services.ts'
import { orderOfTerm } from '../subscriptions/current-subscriptions.ts'

/** The paid orders of a subscription, of whichever term, whose money can still be given back: the newest first. */
export async function refundableOrders(
  services: Services,
  subscription: Subscription,
  { refund }: Pick<Ticket, 'refund'>,
): Promise<Order[]> {
  // A renewal of the next term may have been paid and parked.
  const newest = (subscription.term?.number ?? 1) + 1
  const terms = Array.from({ length: newest }, (_, i) => newest - i)
  const orders = await Promise.all(terms.map((each) => orderOfTerm(services, subscription, each)))
  return orders.filter(
    (each): each is Order =>
      each?.partnerId === subscription.partnerId && isRefundable(each, refund?.orderId === each._id),
  )
}

/**
 * What is disputed is the bank's to give back; only a refund that was begun before (`proposed`) is completed: the gateway
 * says whether it has gone.
 */
function isRefundable(order: Order, proposed: boolean): boolean {
  if (!['fulfilled', 'parked'].includes(order.state) || lastAttempt(order)?.state !== 'succeeded') return false
  return proposed || order.dispute === undefined || order.dispute.state === 'won'
}

/**
 * What an agent is shown before a refund: company, order, amount, and the proposal that stands. The confirmation carries
 * it, and it is made anew from the records then: what somebody has not seen, nobody is on record for.
 */
export function refundSeen({ partnerId, refund }: Pick<Ticket, 'partnerId' | 'refund'>, order: Order): string {
  const money = lastAttempt(order)?.money
  const proposal = refund && [refund.orderId, refund.by, refund.key, refund.money?.amount, refund.money?.currency]
  const seen = [partnerId, order.partnerId, order._id, money?.amount, money?.currency, proposal]
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22)
}

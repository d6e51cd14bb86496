import type { Order } from '../../store/orders/order.ts'
import type { StartedSubscription, Subscription } from '../../store/subscriptions/subscription.ts'
import { reviewedOrder } from './records.ts'

/** Action Pack in the middle of its first year; what differs is given. */
export function heldSubscription(differs: Partial<Subscription> = {}): StartedSubscription {
  return {
    _id: 'subscription-one',
    version: 1,
    partnerId: 'tenant-one',
    offerId: 'action-pack',
    area: '',
    state: 'active',
    live: true,
    orderId: 'order-one',
    boughtBy: 'purchaser-one',
    autoRenew: true,
    createdAt: '2026-11-23T08:00:00.000Z',
    ...differs,
    term: differs.term ?? {
      number: 1,
      start: '2026-11-23',
      end: '2027-11-23',
      zone: 'Asia/Taipei',
      anchor: '11-23',
    },
  }
}

/** A reviewed renewal of that subscription's second term. */
export function reviewedRenewal(id: string, differs: Partial<Order> = {}): Order {
  return reviewedOrder({
    _id: `ord-${id}`,
    number: `PO-2709-${id}`,
    kind: 'renewal',
    renews: { subscriptionId: 'subscription-one', term: 2 },
    expiresAt: '2027-09-20T08:00:00.000Z',
    frozen: {
      catalogue: '2026-11',
      offerVersion: '1',
      price: { amount: 47_500, currency: 'USD' },
      term: { number: 2, start: '2027-11-23', end: '2028-11-23', zone: 'Asia/Taipei', anchor: '11-23' },
    },
    ...differs,
  })
}

import { billed } from '../../store/billing/bill.ts'
import type { Order } from '../../store/orders/order.ts'
import type { Refund } from '../../store/orders/refund.ts'
import { reviewedOrder } from './records.ts'
import { sellerOne } from './seller.ts'

const PAID = '2026-11-23T08:00:00.000Z'

/** An order that was paid, with its tax, and whose invoice is still owed; what differs is given. */
export function paidOrder(n = 1, differs: Partial<Order> = {}): Order {
  const before = reviewedOrder()
  const sold = billed({ amount: 47_500, currency: 'USD' }, { name: 'Partner One', country: 'US' }, sellerOne())
  if (!before.frozen || !before.method) throw new Error('an order as the review leaves it')
  const frozen = { ...before.frozen, ...sold }
  const attempt = {
    ...{ n: 1, key: `ord-${n}:1`, money: sold.price, method: before.method, customer: 'cus', subscriptionId: 'sub' },
    ...{ state: 'succeeded' as const, openedAt: PAID, endedAt: PAID, chargeId: `ch-${n}` },
  }
  return {
    ...before,
    ...{ _id: `ord-${n}`, number: `PO-2611-${n}`, state: 'fulfilled', subscriptionId: 'sub', frozen },
    ...{ attempts: [attempt], receipt: { number: `RC-2611-${n}`, at: PAID }, paperDue: true },
    ...differs,
  }
}

/** That much of it went back, on that day. */
export function refundOf(order: Order, id: string, amount: number, differs: Partial<Refund> = {}): Refund {
  const money = { amount, currency: order.frozen?.price.currency ?? '' }
  return { id, by: 'gateway', money, state: 'refunded', at: PAID, endedAt: PAID, ...differs }
}

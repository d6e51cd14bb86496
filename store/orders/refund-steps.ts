import type { Order } from './order.ts'
import type { OrderRefund } from './refund.ts'

/** What is owed to a refund that was written down: the reconciler sees that its job is there. */
const LOOK_AFTER_MS = 10_000

/** Written down before the gateway is asked; an order that can't be refunded now stays as it is. */
export function askRefund(
  order: Order,
  by: Pick<OrderRefund, 'ticketId' | 'proposedBy' | 'confirmedBy'>,
  now: string,
): Order {
  if (order.state !== 'fulfilled' && order.state !== 'parked') return order
  const n = (order.refund?.n ?? 0) + 1
  return {
    ...order,
    state: 'refunding',
    refund: { ...by, n, was: order.state, state: 'asked', askedAt: now },
    lookAt: new Date(Date.parse(now) + LOOK_AFTER_MS).toISOString(),
  }
}

/** After the gateway has answered; what is settled stays as it is. */
export function refundAnswered(order: Order, state: 'refunded' | 'pending' | 'failed'): Order {
  const { refund } = order
  if (order.state !== 'refunding' || !refund || refund.state === state) return order
  const after = { refunded: 'refunded', pending: 'refunding', failed: refund.was } as const
  return { ...order, state: after[state], refund: { ...refund, state } }
}

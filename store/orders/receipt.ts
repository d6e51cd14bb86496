import { z } from 'zod'
import { paymentMethod } from '../people/partner.ts'
import { money } from '../values/money.ts'
import { term } from '../values/term.ts'
import { civilDate, dayOf } from '../values/time.ts'
import { lastAttempt, type Order } from './order.ts'

/** What a receipt says, wherever it is shown. */
export const receipt = z.strictObject({
  /** The receipt's own: RC-2611-7F3K9Q. */
  number: z.string(),
  orderNumber: z.string(),
  price: money,
  term,
  method: paymentMethod,
  /** The day of payment in the zone of its term. */
  paidOn: civilDate,
  refunded: z.boolean(),
})
type Receipt = z.infer<typeof receipt>

/** The receipt of an order that was paid and fulfilled (S11); undefined: it isn't yet. */
export function receiptOf(order: Order): Receipt | undefined {
  const paid = lastAttempt(order)
  if (!order.receipt || !order.frozen || !paid) return undefined
  const { term } = order.frozen
  return {
    number: order.receipt.number,
    orderNumber: order.number,
    price: paid.money,
    term,
    method: paid.method,
    paidOn: dayOf(order.receipt.at, term.zone),
    refunded: order.state === 'refunded',
  }
}

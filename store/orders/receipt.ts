import { z } from 'zod'
import { paymentMethod } from '../people/partner.ts'
import { money } from '../values/money.ts'
import { term } from '../values/term.ts'
import { civilDate, dayOf } from '../values/time.ts'
import { movementsOf } from './movements.ts'
import { lastAttempt, type Order } from './order.ts'
import { refundsOf } from './refunds-of.ts'

/** What a receipt says, wherever it is shown. */
export const receipt = z.strictObject({
  /** The receipt's own: RC-2611-7F3K9Q. */
  number: z.string(),
  orderNumber: z.string(),
  /** What was taken for it. */
  price: money,
  term,
  method: paymentMethod,
  /** The day of payment in the zone of its term. */
  paidOn: civilDate,
  /** All of it has gone back. */
  refunded: z.boolean(),
  /** What has gone back of it, or is on its way, the oldest first. `on`: the day of it in the zone of its term. */
  refunds: z.array(z.strictObject({ money, on: civilDate, state: z.enum(['pending', 'refunded']) })).default([]),
  /** The bank has given it back to the cardholder; `on` absent: nobody has kept since when. */
  takenBack: z.strictObject({ money, on: civilDate.optional() }).optional(),
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
    price: paid.taken ?? paid.money,
    term,
    method: paid.method,
    paidOn: dayOf(order.receipt.at, term.zone),
    refunded: order.state === 'refunded',
    refunds: refundsOf(order).flatMap(({ state, money, at, endedAt = at }) => {
      if (state === 'failed') return []
      const on = dayOf(state === 'refunded' ? endedAt : at, term.zone)
      return [{ money, on, state: state === 'refunded' ? state : ('pending' as const) }]
    }),
    ...takenBackOf(order, term.zone),
  }
}

function takenBackOf(order: Order, zone: string): Pick<Receipt, 'takenBack'> {
  const back = movementsOf(order).find((each) => each.kind === 'taken-back')
  const at = order.dispute?.at
  return back ? { takenBack: { money: back.money, ...(at ? { on: dayOf(at, zone) } : {}) } } : {}
}

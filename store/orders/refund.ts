import { z } from 'zod'
import { instant } from '../values/time.ts'

/** What two agents have asked the gateway to give back. `was`: where the order goes back to if the gateway can't. */
export const orderRefund = z.strictObject({
  /** Which try it is: each has a key of its own, so that one that failed is no answer to the next. */
  n: z.int().positive(),
  was: z.enum(['fulfilled', 'parked']),
  /** `asked`: whatever the gateway has heard of it. `pending`: the gateway has taken it, and the money is on its way. */
  state: z.enum(['asked', 'pending', 'refunded', 'failed']),
  ticketId: z.string(),
  proposedBy: z.string(),
  confirmedBy: z.string(),
  askedAt: instant,
})
export type OrderRefund = z.infer<typeof orderRefund>

/** The gateway's key of a try. The first one has the key that refunds had before there were tries. */
export function refundKey(orderId: string, n: number): string {
  return n === 1 ? `refund:${orderId}` : `refund:${orderId}:${n}`
}

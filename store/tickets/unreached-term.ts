import { z } from 'zod'
import { FAILED_PAYMENTS } from '../orders/order-status.ts'
import { money } from '../values/money.ts'
import { civilDate } from '../values/time.ts'

/** What follows for the partner if nobody does anything. */
const DUE = [
  'charge',
  'cannot-charge',
  'lapses',
  ...FAILED_PAYMENTS,
  'bank-waits',
  'not-renewed',
  'unpaid',
  'expired',
] as const

/** S16: a term of which nobody at the partner was told, as it stood by then. It names none of the partner's people. */
export const unreachedTerm = z.strictObject({
  offerId: z.string(),
  area: z.string(),
  end: civilDate,
  /** When benefits stop unless it is renewed. */
  closes: civilDate,
  autoRenew: z.boolean(),
  due: z.enum(DUE),
  /** What is to be charged, and whether a delivered notice has said so (S19). */
  price: money.optional(),
  announced: z.boolean().optional(),
  /** Why nothing can be charged, or nothing was. */
  because: z.string().max(100).optional(),
  /** Whether somebody could be reached, though no message has surely arrived. */
  reachable: z.boolean(),
})
export type UnreachedTerm = z.infer<typeof unreachedTerm>

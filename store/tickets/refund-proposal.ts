import { z } from 'zod'
import { money } from '../values/money.ts'
import { instant } from '../values/time.ts'

/**
 * A decision about money that waits for a second agent: a refund of an order, or that its parked money is accepted; how much
 * (absent in older ones), who proposed it, and by which act.
 */
export const refundProposal = z.strictObject({
  deed: z.literal('accept').optional(),
  orderId: z.string(),
  by: z.string(),
  at: instant,
  key: z.string(),
  /** What the second agent was shown, and confirmed: from then on it is being carried out. */
  confirmed: z.string().max(64).optional(),
  money: money.optional(),
})

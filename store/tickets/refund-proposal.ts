import { z } from 'zod'
import { money } from '../values/money.ts'
import { instant } from '../values/time.ts'

/** A refund that waits for a second agent: which order's, how much (absent in older ones), who proposed it, and by which act. */
export const refundProposal = z.strictObject({
  orderId: z.string(),
  by: z.string(),
  at: instant,
  key: z.string(),
  money: money.optional(),
})

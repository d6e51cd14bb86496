import { z } from 'zod'
import { instant } from '../values/time.ts'

/** One of the operator's keys for a benefit, encrypted. Its own key is the vault's mark of it: none is in the pool twice. */
export const poolKey = z.strictObject({
  _id: z.string(),
  offerId: z.string(),
  benefitId: z.string(),
  /** What the vault made of it; it opens with this record's own key alone. */
  sealed: z.string(),
  addedAt: instant,
  /** Present exactly until it is handed out. */
  free: z.literal(true).optional(),
  /** Whose it is, for good: a place that an activation names. */
  heldBy: z.string().optional(),
  heldAt: instant.optional(),
})
export type PoolKey = z.infer<typeof poolKey>

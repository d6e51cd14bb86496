import { z } from 'zod'
import { instant } from '../values/time.ts'

/** Proof that a partner meets one requirement of a competency in one solution area (S4). */
export const evidence = z.strictObject({
  _id: z.string(),
  partnerId: z.string(),
  offerId: z.string(),
  area: z.string(),
  requirementId: z.string(),
  by: z.string(),
  recordedAt: instant,
})
export type Evidence = z.infer<typeof evidence>

import { z } from 'zod'
import { instant } from '../values/time.ts'

/** A hosted page that was opened for a person to add a payment method on. Key: the gateway's id of it. */
export const methodPage = z.strictObject({
  _id: z.string(),
  version: z.int(),
  partnerId: z.string(),
  personId: z.string(),
  /** The order that waits for it; absent: it replaces the partner's method outside of any order. */
  orderId: z.string().optional(),
  url: z.url(),
  openedAt: instant,
  /** What was added on it has been kept; the gateway may say so again. */
  takenUpAt: instant.optional(),
})
export type MethodPage = z.infer<typeof methodPage>

import { z } from 'zod'
import { instant } from './time.ts'

/** One line of the trail of changes to money, rights and roles: append-only, never text that a person wrote. */
export const audit = z.strictObject({
  _id: z.string(),
  partnerId: z.string(),
  /** The person's key, or what acted by itself. */
  by: z.string(),
  what: z.string(),
  about: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  at: instant,
})
export type Audit = z.infer<typeof audit>

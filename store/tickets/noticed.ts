import { z } from 'zod'
import { money } from '../values/money.ts'

/** What the bot has noticed and support has to see to: kept as facts, and said to each reader in their own language. */
export const noticed = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('parked'),
    order: z.string(),
    because: z.string().max(100),
    /** Older ones don't say. */
    taken: money.optional(),
    expected: money.optional(),
  }),
  z.strictObject({ what: z.literal('refunded'), order: z.string(), offerId: z.string(), area: z.string() }),
  z.strictObject({
    what: z.literal('dispute'),
    order: z.string(),
    offerId: z.string(),
    area: z.string(),
    price: money,
  }),
  z.strictObject({ what: z.literal('no-key'), offerId: z.string(), area: z.string(), benefitId: z.string() }),
  z.strictObject({ what: z.literal('no-admin') }),
])
export type Noticed = z.infer<typeof noticed>

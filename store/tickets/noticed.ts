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
  /** The card's network has heard that a payment may be fraud: a dispute is likely to follow. */
  z.strictObject({
    what: z.literal('fraud-warning'),
    order: z.string(),
    offerId: z.string(),
    area: z.string(),
    price: money,
  }),
  z.strictObject({ what: z.literal('no-key'), offerId: z.string(), area: z.string(), benefitId: z.string() }),
  z.strictObject({ what: z.literal('no-admin') }),
  /** The gateway's books and ours differ, and no step of ours mends it. `gateway`, `records`: what each has; absent: nothing. */
  z.strictObject({
    what: z.literal('books-differ'),
    /** Of `DIFFERENCES`; a newer version may know more. */
    difference: z.string().max(100),
    /** The order's number, or the key of the charge. */
    order: z.string().max(200),
    charge: z.string().max(200),
    day: z.string().max(10),
    gateway: money.optional(),
    records: money.optional(),
  }),
])
export type Noticed = z.infer<typeof noticed>

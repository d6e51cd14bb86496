import { z } from 'zod'
import type { Collection } from '../database/collection.ts'
import { pruning } from '../database/prune.ts'
import { records } from '../database/records.ts'
import { instant } from '../values/time.ts'

/** A hosted page that was opened for a person to add a payment method on. Key: the gateway's id of it. */
const methodPage = z.strictObject({
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
  /** It was kept without its person: they are still to be told. */
  untold: z.literal(true).optional(),
})
export type MethodPage = z.infer<typeof methodPage>

/** Hosted pages on which payment methods are added. */
export async function openMethodPages(collection: Collection<MethodPage>) {
  await collection.createIndex({ partnerId: 1, personId: 1, openedAt: -1 }, { name: 'of-person' })
  await collection.createIndex({ openedAt: 1 }, { name: 'by-time' })
  const pages = records(collection, methodPage)
  return {
    get: pages.get,
    insert: pages.insert,
    save: pages.save,

    /** The page that this person opened last outside of any order. */
    async lastOf(partnerId: string, personId: string): Promise<MethodPage | undefined> {
      const filter = { partnerId, personId, orderId: { $exists: false } }
      return (await pages.list(filter, { sort: { openedAt: -1 }, limit: 1 }))[0]
    },

    /** Takes away what was opened by then: neither anybody nor the gateway comes back to it. */
    prune: pruning(collection, 'openedAt'),
  }
}

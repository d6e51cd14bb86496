import type { Collection } from '../database/collection.ts'
import { pruning } from '../database/prune.ts'
import { records } from '../database/records.ts'
import { type MethodPage, methodPage } from './method-page.ts'

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

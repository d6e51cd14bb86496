import type { Collection } from './collection.ts'
import { type MethodPage, methodPage } from './method-page.ts'
import { records } from './records.ts'

/** Hosted pages on which payment methods are added. */
export async function openMethodPages(collection: Collection<MethodPage>) {
  await collection.createIndex({ partnerId: 1, personId: 1, openedAt: -1 }, { name: 'of-person' })
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
  }
}

export type MethodPages = Awaited<ReturnType<typeof openMethodPages>>

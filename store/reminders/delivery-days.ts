import { z } from 'zod'
import { type Collection, insertOnce } from '../database/collection.ts'
import { pruning } from '../database/prune.ts'
import { instant } from '../values/time.ts'

const deliveryDay = z.strictObject({ _id: z.string(), used: z.boolean(), token: z.string(), until: instant })
export type DeliveryDay = z.infer<typeof deliveryDay>

/**
 * One message a day and person (S16): whoever holds the day sends it; `token` is the message's id. A day that was used
 * stays used, also when nobody knows whether its message arrived.
 */
export async function openDeliveryDays(collection: Collection<DeliveryDay>) {
  await collection.createIndex({ until: 1 }, { name: 'by-end' })
  return {
    /** false: it was used, or somebody else is at it. */
    async claim(day: string, token: string, now: string, until: string): Promise<boolean> {
      if (await insertOnce(collection, deliveryDay.parse({ _id: day, used: false, token, until }))) return true
      const filter = { _id: day, used: false, until: { $lte: now } }
      return (await collection.updateOne(filter, { $set: { token, until } })).matchedCount === 1
    },

    /** Whose it was when it was used; undefined: it wasn't. */
    async usedBy(day: string): Promise<string | undefined> {
      const found = await collection.findOne({ _id: day, used: true })
      return found?.token
    },

    /** Said before the message goes out. false: the claim was lost meanwhile. */
    async use(day: string, token: string): Promise<boolean> {
      return (await collection.updateOne({ _id: day, token, used: false }, { $set: { used: true } })).matchedCount === 1
    },

    /** Nothing went out: the day is free again. */
    async release(day: string, token: string, now: string): Promise<void> {
      await collection.updateOne({ _id: day, token }, { $set: { used: false, until: now } })
    },

    /** Takes away the days that were claimed until then: nobody's civil date is one of them any more. */
    prune: pruning(collection, 'until'),
  }
}

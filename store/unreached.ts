import { z } from 'zod'
import { type Collection, isDuplicateKey } from './collection.ts'
import { instant } from './time.ts'

/** A term about which nobody at the partner could be told anything: the desk's to look after (S16). */
const unreached = z.strictObject({
  _id: z.string(),
  partnerId: z.string(),
  subscriptionId: z.string(),
  term: z.int().positive(),
  at: instant,
})
export type Unreached = z.infer<typeof unreached>

export async function openUnreached(collection: Collection<Unreached>) {
  await collection.createIndex({ at: -1 }, { name: 'by-time' })
  return {
    /** Flagged once a term, however many messages of it find nobody. */
    async flag(of: { _id: string; partnerId: string }, term: number, at: string): Promise<void> {
      const flag = { _id: `${of._id}:${term}`, partnerId: of.partnerId, subscriptionId: of._id, term, at }
      try {
        await collection.insertOne(unreached.parse(flag))
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },

    /** Newest first. */
    async newest(limit: number): Promise<Unreached[]> {
      const found = await collection.find({}, { sort: { at: -1 }, limit }).toArray()
      return found.map((each) => unreached.parse(each))
    },

    /** Somebody was reached, or a ticket has taken it over. */
    async clear(subscriptionId: string, term: number): Promise<void> {
      await collection.deleteOne({ _id: `${subscriptionId}:${term}` })
    },
  }
}

export type UnreachedTerms = Awaited<ReturnType<typeof openUnreached>>

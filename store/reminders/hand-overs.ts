import { z } from 'zod'
import { type Collection, insertOnce } from '../database/collection.ts'
import { pruning } from '../database/prune.ts'
import { instant } from '../values/time.ts'

/** "This renewal is yours": somebody is not reminded of a term any more, because a colleague looks after it. */
const handOver = z.strictObject({ _id: z.string(), to: z.string(), at: instant })
export type HandOver = z.infer<typeof handOver>

export async function openHandOvers(collection: Collection<HandOver>) {
  await collection.createIndex({ at: 1 }, { name: 'by-time' })
  const key = (subscriptionId: string, term: number, personId: string) => `${subscriptionId}:${term}:${personId}`
  return {
    /** Whom this person handed the term's renewal to. */
    async of(subscriptionId: string, term: number, personId: string): Promise<string | undefined> {
      return (await collection.findOne({ _id: key(subscriptionId, term, personId) }))?.to
    },

    /** The colleague is handed it, and does not have it handed to somebody else any more. */
    async hand(subscriptionId: string, term: number, from: string, to: string, at: string): Promise<void> {
      await collection.deleteOne({ _id: key(subscriptionId, term, to) })
      const handed = handOver.parse({ _id: key(subscriptionId, term, from), to, at })
      if (await insertOnce(collection, handed)) return
      await collection.updateOne({ _id: handed._id }, { $set: { to, at } })
    },

    /** Takes away what was handed over by then: its term is over. */
    prune: pruning(collection, 'at'),
  }
}

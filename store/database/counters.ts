import { type Collection, isDuplicateKey } from './collection.ts'

export type Counter = { _id: string; last: number }

/** Numbers that are given once each, from 1 on. One that nobody used in the end stays a gap. */
export function openCounters(collection: Collection<Counter>) {
  async function next(name: string): Promise<number> {
    try {
      const counted = await collection.findOneAndUpdate(
        { _id: name },
        { $inc: { last: 1 } },
        { upsert: true, returnDocument: 'after' },
      )
      if (counted) return counted.last
    } catch (error) {
      // Two began the same counter at once: by now it is there.
      if (!isDuplicateKey(error)) throw error
    }
    return next(name)
  }
  return { next }
}

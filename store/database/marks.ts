import { z } from 'zod'
import { civilDate } from '../values/time.ts'
import { type Collection, isDuplicateKey } from './collection.ts'

const mark = z.strictObject({ _id: z.string(), through: civilDate })
export type Mark = z.infer<typeof mark>

/** How far a planner has come, a civil date: after downtime it goes on from there, in order. */
export function openMarks(collection: Collection<Mark>) {
  return {
    async of(name: string): Promise<string | undefined> {
      const found = await collection.findOne({ _id: name })
      return found ? mark.parse(found).through : undefined
    },
    /** Only ever forward, whichever instance is first. */
    async reach(name: string, through: string): Promise<void> {
      const { matchedCount } = await collection.updateOne(
        { _id: name, through: { $lt: through } },
        { $set: { through } },
      )
      if (matchedCount > 0) return
      try {
        await collection.insertOne(mark.parse({ _id: name, through }))
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },
  }
}

export type Marks = ReturnType<typeof openMarks>

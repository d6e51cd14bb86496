import { z } from 'zod'
import { civilDate } from '../values/time.ts'
import { type Collection, insertOnce } from './collection.ts'

const checkpoint = z.strictObject({ _id: z.string(), through: civilDate })
export type Checkpoint = z.infer<typeof checkpoint>

/** How far a planner has come, a civil date: after downtime it goes on from there, in order. */
export function openCheckpoints(collection: Collection<Checkpoint>) {
  return {
    async of(name: string): Promise<string | undefined> {
      const found = await collection.findOne({ _id: name })
      return found ? checkpoint.parse(found).through : undefined
    },
    /** Only ever forward, whichever instance is first. */
    async reach(name: string, through: string): Promise<void> {
      const { matchedCount } = await collection.updateOne(
        { _id: name, through: { $lt: through } },
        { $set: { through } },
      )
      if (matchedCount === 0) await insertOnce(collection, checkpoint.parse({ _id: name, through }))
    },
  }
}

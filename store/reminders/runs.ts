import { z } from 'zod'
import { type Collection, insertOnce } from '../database/collection.ts'
import { instant } from '../values/time.ts'

/** Everything that was planned together, and whether the operator lets it go out. */
const run = z.strictObject({
  _id: z.string(),
  state: z.enum(['running', 'paused', 'stopped']),
  plannedAt: instant,
})
export type Run = z.infer<typeof run>

/** A stopped run stays stopped: what it still had to say is suppressed. */
const FROM: Record<Run['state'], Run['state'][]> = {
  running: ['paused'],
  paused: ['running'],
  stopped: ['running', 'paused'],
}

/** Whether a run goes there from where it is. */
export function mayBecome(of: Run, state: Run['state']): boolean {
  return FROM[state].includes(of.state)
}

export async function openRuns(collection: Collection<Run>) {
  await collection.createIndex({ plannedAt: -1 }, { name: 'by-time' })
  return {
    /** Opened once, however often something is planned with it. */
    async open(_id: string, plannedAt: string): Promise<void> {
      await insertOnce(collection, run.parse({ _id, state: 'running', plannedAt }))
    },

    async get(id: string): Promise<Run | undefined> {
      const found = await collection.findOne({ _id: id })
      return found ? run.parse(found) : undefined
    },

    /** false: there is no such run, or it doesn't go there from where it is. */
    async set(id: string, state: Run['state']): Promise<boolean> {
      const filter = { _id: id, state: { $in: FROM[state] } }
      return (await collection.updateOne(filter, { $set: { state } })).matchedCount === 1
    },

    /** Newest first. */
    async newest(limit: number): Promise<Run[]> {
      const found = await collection.find({}, { sort: { plannedAt: -1 }, limit }).toArray()
      return found.map((each) => run.parse(each))
    },
  }
}

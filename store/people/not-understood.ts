import { z } from 'zod'
import type { Collection } from '../database/collection.ts'
import { pruning } from '../database/prune.ts'
import { locale } from '../values/locale.ts'
import { instant } from '../values/time.ts'

/** A text that the bot didn't understand, scrubbed of everything personal before it comes here, and how often it came. */
const notUnderstood = z.strictObject({
  _id: z.string(),
  text: z.string().max(200),
  locale,
  times: z.int().positive(),
  lastAt: instant,
})
type NotUnderstood = z.infer<typeof notUnderstood>

/** What wasn't understood, for the operator who wants to teach it; kept only if `KEEP_NOT_UNDERSTOOD` says so. */
export async function openNotUnderstood(collection: Collection<NotUnderstood>) {
  await collection.createIndex({ times: -1 }, { name: 'by-times' })
  await collection.createIndex({ lastAt: 1 }, { name: 'by-last' })
  return {
    async keep(line: Pick<NotUnderstood, 'text' | 'locale' | 'lastAt'>): Promise<void> {
      const { text, lastAt, locale: spoken } = line
      const set = { $set: { lastAt }, $inc: { times: 1 }, $setOnInsert: { text, locale: spoken } }
      await collection.updateOne({ _id: `${spoken}:${text}` }, set, { upsert: true })
    },
    /** The most frequent first. */
    async list(limit: number): Promise<NotUnderstood[]> {
      const found = await collection.find({}, { sort: { times: -1 }, limit }).toArray()
      return found.map((each) => notUnderstood.parse(each))
    },

    /** Takes away what was last said by then. */
    prune: pruning(collection, 'lastAt'),
  }
}

import { z } from 'zod'
import { type Collection, insertOnce } from '../database/collection.ts'
import { pruning } from '../database/prune.ts'
import { instant } from '../values/time.ts'

/** A receipt's link that somebody has opened. Key: the link's id. */
const opening = z.strictObject({
  _id: z.string(),
  /** The browser that opened it first, by a mark that says nothing about it. */
  browser: z.string(),
  until: instant,
})
export type ReceiptOpening = z.infer<typeof opening>

/** Which browser each receipt link belongs to: the first one that opened it. */
export async function openReceiptOpenings(collection: Collection<ReceiptOpening>) {
  await collection.createIndex({ until: 1 }, { name: 'by-end' })
  return {
    /** Whether the link is this browser's: it is the first to open it, or was. */
    async belongsTo(of: ReceiptOpening): Promise<boolean> {
      if (await insertOnce(collection, opening.parse(of))) return true
      return (await collection.findOne({ _id: of._id }))?.browser === of.browser
    },

    async isOpened(id: string): Promise<boolean> {
      return (await collection.findOne({ _id: id })) !== null
    },

    /** Takes away what was good until then: the link is over, whoever has it. */
    prune: pruning(collection, 'until'),
  }
}

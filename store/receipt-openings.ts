import { z } from 'zod'
import { type Collection, isDuplicateKey } from './collection.ts'
import { instant } from './time.ts'

/** A receipt's link that somebody has opened. Key: the link's id. */
const opening = z.strictObject({
  _id: z.string(),
  /** The browser that opened it first, by a mark that says nothing about it. */
  browser: z.string(),
  until: instant,
})
export type ReceiptOpening = z.infer<typeof opening>

/** So many that are over go each time that a new one comes. */
const SWEEP = 20

/** Which browser each receipt link belongs to: the first one that opened it. */
export async function openReceiptOpenings(collection: Collection<ReceiptOpening>) {
  await collection.createIndex({ until: 1 }, { name: 'by-end' })

  async function sweep(now: string): Promise<void> {
    for (const { _id } of await collection
      .find({ until: { $lte: now } }, { sort: { until: 1 }, limit: SWEEP })
      .toArray())
      await collection.deleteOne({ _id })
  }

  return {
    /** Whether the link is this browser's: it is the first to open it, or was. */
    async belongsTo(of: ReceiptOpening, now: string): Promise<boolean> {
      try {
        await collection.insertOne(opening.parse(of))
        await sweep(now)
        return true
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
      return (await collection.findOne({ _id: of._id }))?.browser === of.browser
    },

    async isOpened(id: string): Promise<boolean> {
      return (await collection.findOne({ _id: id })) !== null
    },
  }
}

export type ReceiptOpenings = Awaited<ReturnType<typeof openReceiptOpenings>>

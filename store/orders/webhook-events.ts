import { type Collection, insertOnce } from '../database/collection.ts'
import { pruning } from '../database/prune.ts'

/** Ids of gateway events whose effect stands in the records: one that comes again is let pass (F56). */
export async function openWebhookEvents(collection: Collection<{ _id: string; at: string }>) {
  await collection.createIndex({ at: 1 }, { name: 'by-time' })
  return {
    isDone: async (id: string) => (await collection.findOne({ _id: id })) !== null,

    /** To be called after its effect, never before: who dies in between acts on it once more, which changes nothing. */
    async done(id: string, at: string): Promise<void> {
      await insertOnce(collection, { _id: id, at })
    },

    /** Takes away what came by then: the gateway doesn't send it any more. */
    prune: pruning(collection, 'at'),
  }
}

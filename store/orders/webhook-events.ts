import { type Collection, insertOnce } from '../database/collection.ts'
import { pruning } from '../database/prune.ts'

/** Ids of gateway events that were acted on: one that comes again is let pass (F56). */
export async function openWebhookEvents(collection: Collection<{ _id: string; at: string }>) {
  await collection.createIndex({ at: 1 }, { name: 'by-time' })
  return {
    /** Whether this event was handled before; remembers it if not. */
    seen: async (id: string, at: string) => !(await insertOnce(collection, { _id: id, at })),
    /** Its handling failed: the gateway's next try is to be acted on. */
    async forget(id: string): Promise<void> {
      await collection.deleteOne({ _id: id })
    },

    /** Takes away what came by then: the gateway doesn't send it any more. */
    prune: pruning(collection, 'at'),
  }
}

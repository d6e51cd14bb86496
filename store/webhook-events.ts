import { type Collection, isDuplicateKey } from './collection.ts'

/** Ids of gateway events that were acted on (F56). */
export function openWebhookEvents(collection: Collection<{ _id: string; at: string }>) {
  return {
    /** Whether this event was handled before; remembers it if not. */
    async seen(id: string, at: string): Promise<boolean> {
      try {
        await collection.insertOne({ _id: id, at })
        return false
      } catch (error) {
        if (isDuplicateKey(error)) return true
        throw error
      }
    },
    /** Its handling failed: the gateway's next try is to be acted on. */
    async forget(id: string): Promise<void> {
      await collection.deleteOne({ _id: id })
    },
  }
}

export type WebhookEvents = ReturnType<typeof openWebhookEvents>

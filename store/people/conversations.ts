import { type Collection, ConflictError } from '../database/collection.ts'
import { records } from '../database/records.ts'
import { type Conversation, conversation } from './conversation.ts'

type Seen = Omit<Conversation, 'version' | 'closedBecause'>

/** Conversations: where each person can be reached by a message that we start. */
export function openConversations(collection: Collection<Conversation>) {
  const conversations = records(collection, conversation)

  async function keep(now: Seen): Promise<void> {
    const before = await conversations.get(now._id)
    if (!before) {
      if (!(await conversations.insert({ ...now, version: 1 })))
        throw new ConflictError('the conversation is being kept')
      return
    }
    const same = before.reference === now.reference && before.installed === now.installed && before.zone === now.zone
    if (same && !before.closedBecause) return
    const { closedBecause: _closed, ...open } = before
    await conversations.save(before, { ...open, ...now })
  }

  return {
    get: conversations.get,

    /** Keeps the newest reference; writes only when something changed. Whoever writes to us can be reached again. */
    async keep(now: Seen): Promise<void> {
      try {
        await keep(now)
      } catch (error) {
        // Two instances saw the same person at once; either reference is good, and the next message keeps its own.
        if (!(error instanceof ConflictError)) throw error
      }
    },

    /** Nothing is known any more of how the person can be reached: they were erased. */
    async forget(personId: string): Promise<void> {
      await collection.deleteOne({ _id: personId })
    },

    /** No further tries until the person acts (F46). */
    async close(personId: string, because: 'blocked' | 'gone'): Promise<void> {
      const before = await conversations.get(personId)
      if (before && !before.closedBecause) await conversations.save(before, { ...before, closedBecause: because })
    },
  }
}

import type { Storage } from 'botbuilder'
import { again } from '../../store/database/again.ts'
import { stateKey } from '../../store/database/bot-storage.ts'
import { type Conversation, referenceOf } from '../../store/people/conversation.ts'
import type { Store } from '../../store/store.ts'
import type { Clock } from '../../store/values/time.ts'

/** A flow that was left open for longer is not something that we interrupt. */
const QUIET_MS = 15 * 60_000

/** What the turns keep of a person's chat, looked at from outside a turn. */
export function openChatState({ storage, store, clock }: { storage: Storage; store: Store; clock: Clock }) {
  return {
    /**
     * Whether the person is in the middle of a dialog with us: no reminder falls into it (S16). Throws a SyntaxError for a
     * chat that leads nowhere.
     */
    async isBusy(chat: Conversation): Promise<boolean> {
      const key = keyOf(chat)
      if (!key) throw new SyntaxError('a chat that leads nowhere')
      const { dialog, handled } = Object((await storage.read([key]))[key])
      const [root] = Object(dialog).dialogStack ?? []
      const inner: unknown = Object(Object(Object(root).state).dialogs).dialogStack
      if (!Array.isArray(inner) || inner.length === 0) return false
      const last: unknown = Array.isArray(handled) ? Object(handled.at(-1)).at : undefined
      return typeof last === 'number' && clock.now().epochMilliseconds - last < QUIET_MS
    },

    /** No further tries until the person acts (F46). Their next turn must not believe that it is kept as reachable. */
    async close(personId: string, because: 'blocked' | 'gone'): Promise<void> {
      await store.conversations.close(personId, because)
      const chat = await store.conversations.get(personId)
      const key = chat && keyOf(chat)
      if (key) await forgetReachable(storage, key)
    },
  }
}

export type ChatState = ReturnType<typeof openChatState>

async function forgetReachable(storage: Storage, key: string): Promise<void> {
  await again(async () => {
    const state: unknown = (await storage.read([key]))[key]
    if (!state) return
    const { reachable: _reachable, ...rest } = Object(state)
    await storage.write({ [key]: rest })
  })
}

function keyOf(chat: Conversation): string | undefined {
  const reference = referenceOf(chat)
  return reference && stateKey(reference)
}

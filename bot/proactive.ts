import type { ConversationReference } from 'botframework-schema'
import type { TurnEvent } from '../dialogs/turn.ts'
import type { Store } from '../store/store.ts'
import type { Adapter } from './adapter.ts'
import type { Bot } from './bot.ts'

/** Starts a turn in a person's own chat, for something that happened outside it. */
export function openProactive({ store, adapter, bot }: { store: Store; adapter: Adapter; bot: Bot }) {
  return async (personId: string, event: TurnEvent): Promise<boolean> => {
    const chat = await store.conversations.get(personId)
    if (!chat?.installed || chat.closedBecause) return false
    const reference: Partial<ConversationReference> = JSON.parse(chat.reference)
    await adapter.continueConversation(reference, (context) => bot.onEvent(context, event))
    return true
  }
}

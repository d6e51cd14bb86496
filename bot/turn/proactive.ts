import type { TurnEvent } from '../../dialogs/talk/turn.ts'
import { reachableAt } from '../../store/people/conversation.ts'
import type { Store } from '../../store/store.ts'
import type { Log } from '../log/log.ts'
import type { Adapter } from '../teams/adapter.ts'
import { outcomeOf } from '../teams/outcome.ts'
import type { Bot } from './bot.ts'
import type { ChatState } from './chat-state.ts'

type Parts = { store: Store; adapter: Pick<Adapter, 'continueConversation'>; bot: Bot; log: Log; chats: ChatState }

/** Starts a turn in a person's own chat, for something that happened outside it. false: they can't be reached now. */
export function openProactive({ store, adapter, bot, log, chats }: Parts) {
  return async (personId: string, event: TurnEvent): Promise<boolean> => {
    const reference = reachableAt(await store.conversations.get(personId))
    if (!reference) return false
    try {
      await adapter.continueConversation(reference, (context) => bot.onEvent(context, event))
      return true
    } catch (error) {
      const { outcome } = outcomeOf(error)
      log.warn({ err: error, outcome, about: event.about }, 'not told')
      if (outcome === 'blocked' || outcome === 'gone') await chats.close(personId, outcome)
      return false
    }
  }
}

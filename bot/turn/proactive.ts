import type { TurnEvent } from '../../dialogs/talk/turn.ts'
import { reachableAt } from '../../store/people/conversation.ts'
import type { Store } from '../../store/store.ts'
import type { Log } from '../log/log.ts'
import type { Adapter } from '../teams/adapter.ts'
import { outcomeOf, type Sent } from '../teams/outcome.ts'
import type { Bot } from './bot.ts'
import type { ChatState } from './chat-state.ts'

type Parts = { store: Store; adapter: Pick<Adapter, 'continueConversation'>; bot: Bot; log: Log; chats: ChatState }

/** Starts a turn in a person's own chat, for something that happened outside it. `gone`: there is no chat to reach them in now. */
export function openProactive({ store, adapter, bot, log, chats }: Parts) {
  return async (personId: string, event: TurnEvent): Promise<Sent> => {
    const reference = reachableAt(await store.conversations.get(personId))
    if (!reference) return { outcome: 'gone' }
    try {
      await adapter.continueConversation(reference, (context) => bot.onEvent(context, event))
      return { outcome: 'sent' }
    } catch (error) {
      const sent = outcomeOf(error)
      const { outcome } = sent
      log.warn({ err: error, outcome, about: event.about }, 'not told')
      if (outcome === 'blocked' || outcome === 'gone') await chats.close(personId, outcome)
      return sent
    }
  }
}

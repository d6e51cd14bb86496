import type { TurnContext } from 'botbuilder'
import { reachableAt } from '../../store/people/conversation.ts'
import type { Store } from '../../store/store.ts'
import type { Adapter } from './adapter.ts'

/** Asks Teams about somebody who isn't speaking, through their own chat with us; undefined: they can't be reached. */
export function inOwnChat<T>(
  { store, adapter }: { store: Store; adapter: Adapter },
  ask: (context: TurnContext) => Promise<T>,
) {
  return async (personId: string): Promise<T | undefined> => {
    const reference = reachableAt(await store.conversations.get(personId))
    let answer: T | undefined
    if (reference)
      await adapter.continueConversation(reference, async (context) => {
        answer = await ask(context)
      })
    return answer
  }
}

import { reachableAt } from '../../store/people/conversation.ts'
import type { Store } from '../../store/store.ts'
import type { Adapter } from './adapter.ts'
import type { Roster } from './roster.ts'

/** The roster's word on somebody who isn't speaking, asked through their own chat with us. */
export function openMemberships(parts: { store: Store; adapter: Adapter; roster: Roster }) {
  const { store, adapter, roster } = parts

  return async (personId: string): ReturnType<Roster> => {
    const reference = reachableAt(await store.conversations.get(personId))
    if (!reference) return 'unknown'
    let membership: Awaited<ReturnType<Roster>> = 'unknown'
    await adapter.continueConversation(reference, async (context) => {
      membership = await roster(context)
    })
    return membership
  }
}

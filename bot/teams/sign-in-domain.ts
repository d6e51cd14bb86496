import { TeamsInfo, type TurnContext } from 'botbuilder'
import { reachableAt } from '../../store/people/conversation.ts'
import type { Store } from '../../store/store.ts'
import type { Adapter } from './adapter.ts'

/** The domain with which who speaks signs in, as the roster says; undefined when nobody can say. */
export type MemberDomain = (context: TurnContext) => Promise<string | undefined>

export const teamsMemberDomain: MemberDomain = async (context) => {
  const found = await TeamsInfo.getMember(context, context.activity.from.id)
  const name = found.userPrincipalName ?? ''
  // A guest's name is made up by the host's directory: it says nothing about where they come from.
  return name.includes('#EXT#') ? undefined : /@([\w.-]{1,100})$/.exec(name)?.[1]?.toLowerCase()
}

/** Asked through the person's own chat with us; never throws. */
export function openDomains({ store, adapter, domain }: { store: Store; adapter: Adapter; domain: MemberDomain }) {
  return async (personId: string): Promise<string | undefined> => {
    const reference = reachableAt(await store.conversations.get(personId))
    if (!reference) return undefined
    let found: string | undefined
    try {
      await adapter.continueConversation(reference, async (context) => {
        found = await domain(context)
      })
    } catch {
      return undefined
    }
    return found
  }
}

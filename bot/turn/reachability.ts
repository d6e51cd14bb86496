import { type StatePropertyAccessor, TurnContext } from 'botbuilder'
import { turnOf } from '../../dialogs/talk/turn.ts'
import { referenceOf } from '../../store/people/conversation.ts'
import type { Store } from '../../store/store.ts'
import { lookAgain } from '../../store/use-cases/reminders/unreached.ts'
import { type Clock, stored } from '../../store/values/time.ts'
import type { TurnState } from './turn-state.ts'

/**
 * Where a person can be reached, from what they send us: the newest personal chat (F47, F48). What is kept stands in
 * the turn's own state too, so that an ordinary turn reads nothing more for it.
 */
export function openReachability({ store, state, clock }: { store: Store; state: TurnState; clock: Clock }) {
  const kept: StatePropertyAccessor<string> = state.createProperty('reachable')

  return {
    /**
     * Whether this very chat is known from before; ask before `notice`. Of who is kept nowhere only Teams can say so: an
     * update of the app names itself as one.
     */
    async isKnown(context: TurnContext): Promise<boolean> {
      const { activity } = context
      const { person } = turnOf(context).speaker
      if (!person.objectId) return /-upgrade$/i.test(activity.action ?? '')
      const chat = await store.conversations.get(person._id)
      return chat !== undefined && referenceOf(chat)?.conversation.id === activity.conversation.id
    },

    async notice(context: TurnContext): Promise<void> {
      const { person, zone } = turnOf(context).speaker
      if (!person.objectId) return
      const { activityId: _activity, ...where } = TurnContext.getConversationReference(context.activity)
      const installed = context.activity.type !== 'installationUpdate' || !isRemoval(context.activity.action)
      const reference = JSON.stringify(where)
      const known = zone ? { zone } : {}
      const now = `${installed ? 'installed' : 'removed'} ${zone} ${reference}`
      if ((await kept.get(context, '')) === now) return
      await store.conversations.keep({ _id: person._id, reference, installed, ...known, seenAt: stored(clock.now()) })
      if (installed) await lookAgain({ store, clock }, person.partnerId)
      await kept.set(context, now)
    },
  }
}

export type Reachability = ReturnType<typeof openReachability>

function isRemoval(action: string | undefined): boolean {
  return /^remove(-upgrade)?$/i.test(action ?? '')
}

import { type Activity, TurnContext } from 'botbuilder'
import type { ConversationReference } from 'botframework-schema'
import type { Connectors } from './connectors.ts'
import { outcomeOf, type Sent } from './outcome.ts'
import type { Pace } from './pace.ts'

/** Messages outside a turn, to a stored reference. They tell what became of them instead of throwing. */
export type Outbound = {
  /** Tries once: whoever paces what goes out tries again (F43, F49). */
  once(reference: Partial<ConversationReference>, activity: Partial<Activity>): Promise<Sent>
  send(reference: Partial<ConversationReference>, activity: Partial<Activity>): Promise<Sent>
  update(reference: Partial<ConversationReference>, activityId: string, activity: Partial<Activity>): Promise<Sent>
  /** Deletes a message of ours. `gone`: it is there no more. */
  remove(reference: Partial<ConversationReference>, activityId: string): Promise<Sent>
}

/** `patient` tries again where that says nothing twice, and asks `pace`; `single` does neither. */
export function openOutbound(patient: Connectors, single: Connectors = patient, pace?: Pick<Pace, 'take'>): Outbound {
  async function paced({ conversation }: Partial<ConversationReference>, send: () => Promise<Sent>): Promise<Sent> {
    const answered = await pace?.take(conversation?.tenantId ?? '', conversation?.id ?? '')
    return send().finally(answered)
  }

  const sendBy =
    (connectors: Connectors): Outbound['send'] =>
    async (reference, activity) => {
      const { serviceUrl, conversationId, message } = addressed(reference, activity)
      return settled(async () => {
        const { conversations } = await connectors.client(serviceUrl)
        return conversations.sendToConversation(conversationId, message)
      })
    }
  return {
    once: sendBy(single),
    send: (reference, activity) => paced(reference, () => sendBy(patient)(reference, activity)),
    async update(reference, activityId, activity) {
      const { serviceUrl, conversationId, message } = addressed(reference, activity)
      const change = async () => {
        const { conversations } = await patient.client(serviceUrl)
        return conversations.updateActivity(conversationId, activityId, { ...message, id: activityId })
      }
      return paced(reference, () => settled(change))
    },
    async remove(reference, activityId) {
      const { serviceUrl, conversationId } = addressed(reference, {})
      return paced(reference, () =>
        settled(async () => {
          const { conversations } = await patient.client(serviceUrl)
          await conversations.deleteActivity(conversationId, activityId)
          return undefined
        }),
      )
    },
  }
}

/** From us, to whom the reference names; not an answer to what the person said then. */
function addressed(reference: Partial<ConversationReference>, activity: Partial<Activity>) {
  const { activityId: _, ...place } = reference
  const message = TurnContext.applyConversationReference({ ...activity }, place)
  return { serviceUrl: reference.serviceUrl ?? '', conversationId: reference.conversation?.id ?? '', message }
}

async function settled(call: () => Promise<{ id?: string } | undefined>): Promise<Sent> {
  try {
    const answer = await call()
    return { outcome: 'sent', ...(answer?.id ? { activityId: answer.id } : {}) }
  } catch (error) {
    return outcomeOf(error)
  }
}

import { z } from 'zod'
import { blankMessage, type Message } from './message.ts'

/** What the connector reads of an activity from the bot; the rest is let through unread. */
const Attachment = z.looseObject({ contentType: z.string(), content: z.unknown().optional() })
const CardAction = z.looseObject({ type: z.string(), title: z.string().nullish(), value: z.unknown().optional() })

export const IncomingActivity = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  attachments: z.array(Attachment).nullish(),
  suggestedActions: z.looseObject({ actions: z.array(CardAction) }).nullish(),
})
export type IncomingActivity = z.infer<typeof IncomingActivity>

/** What the connector reads of a POST to /v3/conversations. */
export const NewConversation = z.looseObject({
  isGroup: z.boolean().nullish(),
  tenantId: z.string().nullish(),
  members: z.array(z.looseObject({ id: z.string() })).nullish(),
  activity: z.unknown().optional(),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).nullish(),
      channel: z.looseObject({ id: z.string() }).nullish(),
    })
    .nullish(),
})

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive'

/** The message that this activity makes. */
export function messageOf(activity: IncomingActivity, id: string, at: string): Message {
  const type = activity.type === 'typing' ? 'typing' : 'message'
  const message = blankMessage({ id, type, from: 'bot', at })
  rewrite(message, activity)
  return message
}

/** Puts what the activity says in place of what the message said, as an update in Teams does. */
export function rewrite(message: Message, activity: IncomingActivity): void {
  const attachments = activity.attachments ?? []
  delete message.text
  if (activity.text) message.text = activity.text
  message.cards = attachments.flatMap(({ contentType, content }) =>
    contentType === ADAPTIVE && isCard(content) ? [content] : [],
  )
  message.otherAttachments = attachments.map((each) => each.contentType).filter((each) => each !== ADAPTIVE)
  message.suggestions = (activity.suggestedActions?.actions ?? []).flatMap(({ title, value }) =>
    title && typeof value === 'string' ? [{ title, value }] : [],
  )
  message.views = {}
  message.notes = {}
}

export function isCard(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'AdaptiveCard'
}

/** An Adaptive Card as JSON. */
export type Card = { [key: string]: unknown }

/**
 * One entry of a conversation, as a person in Teams would see it. `id` is the activity's id: what the bot got back
 * for it, and what a press of its buttons names.
 */
export type Message = {
  id: string
  type: 'message' | 'typing'
  from: 'bot' | 'person'
  /** Who wrote it; absent for the bot. */
  personId?: string
  text?: string
  cards: Card[]
  /** Content types of what the bot attached besides Adaptive Cards. */
  otherAttachments: string[]
  /** Replies that the bot suggests under its message. */
  suggestions: { title: string; value: string }[]
  /** The card that only this person sees instead, after their Action.Execute or refresh. */
  views: Record<string, Card>
  /** What this person's client says under the card after a press; `failed` without text: the bot gave no good answer. */
  notes: Record<string, { failed: boolean; text: string }>
  /** How often the bot or the person changed it. */
  updates: number
  deleted: boolean
  /** In a channel: the id of the thread's first message. */
  thread?: string
  /** When it was sent, UTC. */
  at: string
  /** For a person's message: whether the bot's endpoint took it. Absent while under way. */
  delivered?: boolean
  /** Running number of its last change in this process. */
  changed: number
}

/** What the bot's endpoint said to one activity. `status` 0: no HTTP answer (refused, reset or later than 15 s). */
export type Answer = { status: number; body: unknown; activityId: string }

/** The cards that this person sees in this message. */
export function cardsFor(message: Message, personId: string): Card[] {
  const own = message.views[personId]
  return own ? [own, ...message.cards.slice(1)] : message.cards
}

/** The action that a client sends by itself when this person looks at the card (their Teams account's id), if any. */
export function refreshOf(card: Card | undefined, account: string): Card | undefined {
  const { action, userIds } = Object(card?.refresh)
  if (Object(action).type !== 'Action.Execute') return undefined
  return !Array.isArray(userIds) || userIds.length === 0 || userIds.includes(account) ? action : undefined
}

/** A message with nothing in it yet. */
export function blankMessage(head: Pick<Message, 'id' | 'type' | 'from' | 'at'>): Message {
  return {
    ...head,
    cards: [],
    otherAttachments: [],
    suggestions: [],
    views: {},
    notes: {},
    updates: 0,
    deleted: false,
    changed: 0,
  }
}

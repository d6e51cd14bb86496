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
  /** What the bot attached besides Adaptive Cards, by content type. */
  otherAttachments: string[]
  /** The card that only this person sees instead, after their Action.Execute or refresh. */
  views: Record<string, Card>
  /** How often the bot or the person changed it. */
  updates: number
  deleted: boolean
  /** In a channel: the id of the thread's first message. */
  thread?: string
  /** When it was sent, UTC. */
  at: string
  /** What became of the delivery to the bot, for a person's message: absent while under way. */
  delivered?: boolean
}

/** What the bot's endpoint said to one activity. `status` 0: no HTTP answer (refused, reset or later than 15 s). */
export type Answer = { status: number; body: unknown; activityId: string }

/** The card that this person sees in this message, if it has one. */
export function cardsFor(message: Message, personId: string): Card[] {
  const own = message.views[personId]
  return own ? [own, ...message.cards.slice(1)] : message.cards
}

import type { Clock } from '../../dialogs/services.ts'
import type { Collection } from '../../store/collection.ts'
import type { Fault } from './faults.ts'
import type { Answer, Message } from './message.ts'
import type { BotOnStage, ChannelOnStage, PersonOnStage } from './stage.ts'
import type { Line } from './transcript.ts'

/** An activity as it goes over the wire. */
export type WireActivity = { type: string; id: string; [key: string]: unknown }

export type ConnectorOptions = {
  /** The bot's …/api/messages. */
  botUrl: string
  people: PersonOnStage[]
  channels?: ChannelOnStage[]
  bot?: BotOnStage
  /** Stamps activities. Rate limits run on real time. */
  clock: Clock
  /** 0 or absent: any free one. A fixed one keeps the bot's stored references good over a restart. */
  port?: number
  /** Keep the limits that Teams keeps, and answer 429 beyond them. A number: requests per second and tenant (default 30). */
  limits?: boolean | number
  /** The Authorization header for an activity to the bot. */
  authorization?: (activity: WireActivity) => Promise<string | undefined>
  /** Ids of messages; default: 13 digits, unique over restarts. */
  newId?: () => string
  /** Keeps what was said over a restart. */
  transcripts?: Collection<Line>
}

/** The action's JSON as found in the card. */
export type CardAction = {
  type?: string
  id?: string
  verb?: string
  data?: unknown
  associatedInputs?: string
  [key: string]: unknown
}

export type Connector = {
  /** The service URL, with a closing slash. */
  readonly url: string
  readonly people: readonly PersonOnStage[]
  readonly channels: readonly ChannelOnStage[]
  /** Adds the app in the person's 1:1 scope: installationUpdate (with locale) and conversationUpdate (without). */
  install(personId: string): Promise<void>
  uninstall(personId: string): Promise<void>
  installed(personId: string): boolean
  /** Adds the app to the channel's team. */
  installInTeam(channelId: string, personId: string): Promise<void>
  /**
   * The person writes. `in`: a channel, where the bot is mentioned unless `mention` is false (it hears nothing then);
   * `thread`: the id of the thread's first message. `replay`: so many more deliveries of the same activity at once.
   */
  say(personId: string, text: string, how?: SayOptions): Promise<Answer>
  /** The person presses a button (or, `trigger: 'automatic'`, their client refreshes the card). */
  press(
    personId: string,
    messageId: string,
    action: CardAction,
    inputs?: Record<string, unknown>,
    how?: { trigger?: 'manual' | 'automatic'; replay?: number },
  ): Promise<Answer>
  edit(personId: string, messageId: string, text: string): Promise<Answer>
  remove(personId: string, messageId: string): Promise<Answer>
  react(personId: string, messageId: string, reaction: string): Promise<Answer>
  /** Delivers the person's last message or press again, `times` times at once. */
  redeliver(personId: string, times?: number, how?: { newId?: boolean }): Promise<Answer[]>
  /** Any activity from the person, these fields laid over a well-formed message. `undefined` takes a field away. */
  raw(personId: string, fields: Record<string, unknown>): Promise<Answer>
  /** What stands in the person's 1:1 chat, or in a channel (by its short key), oldest first; the newest 500. */
  conversation(id: string): Message[]
  /** Changes what the person's client sends from now on. */
  change(personId: string, to: { locale?: string; zone?: string }): void
  /** Resolves with the first truthy thing that `predicate` finds in the conversation; throws after `timeoutMs` (5,000). */
  waitFor<T>(id: string, predicate: (messages: Message[]) => T, how?: { timeoutMs?: number }): Promise<NonNullable<T>>
  /** Resolves when nothing is on its way in either direction; throws after `timeoutMs` (10,000). */
  quiet(how?: { timeoutMs?: number }): Promise<void>
  /** Called after every change with the conversation's short key. Returns the way to stop. */
  onChange(listener: (conversation: string) => void): () => void
  readonly faults: {
    /** The next `times` (1) requests that it fits get this answer. */
    next(fault: Fault, times?: number): void
    /** Every `n`th request that it fits gets this answer, until cleared. 1: each. */
    every(n: number, fault: Fault): void
    clear(): void
  }
  readonly stats: Stats
  close(): Promise<void>
}

export type SayOptions = { locale?: string; replay?: number; in?: string; thread?: string; mention?: boolean }

/** Requests that the bot made, by what they were; `throttled` by the limits, `faults` on request. */
export type Stats = {
  sends: number
  typing: number
  updates: number
  deletes: number
  creates: number
  reads: number
  throttled: number
  faults: number
  /** Addressed to a conversation or message that does not exist. */
  unknown: number
}

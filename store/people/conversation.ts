import type { ConversationReference } from 'botframework-schema'
import { z } from 'zod'
import { jsonIn } from '../values/json.ts'
import { instant } from '../values/time.ts'

/** Where a person can be reached: the newest personal chat, as Teams named it (F47, F48). Key: the person's. */
export const conversation = z.strictObject({
  _id: z.string(),
  version: z.int(),
  /** The Bot Framework's conversation reference, as JSON: it is theirs, not ours to query. */
  reference: z.string().max(8_000),
  installed: z.boolean(),
  /** The zone that Teams last named for the person; working hours are theirs (S16). */
  zone: z.string().optional(),
  /** Set when a send said that the chat is blocked or gone: no further tries until the person acts (F46). */
  closedBecause: z.enum(['blocked', 'gone']).optional(),
  seenAt: instant,
})
export type Conversation = z.infer<typeof conversation>

/** What a message of ours needs of it; what Teams names besides is kept, and goes back as it came. */
const addressed = z.looseObject({
  channelId: z.string().min(1),
  serviceUrl: z.string().min(1),
  conversation: z.looseObject({ id: z.string().min(1) }),
})
const reference = z.custom<Reference>((value) => addressed.safeParse(value).success)

export type Reference = Partial<ConversationReference> &
  Pick<ConversationReference, 'channelId' | 'serviceUrl' | 'conversation'>

/** Where a person's chat, or the desk's channel, is; undefined: what is kept leads nowhere. Never throws. */
export function referenceOf(kept: { reference: string }): Reference | undefined {
  return reference.safeParse(jsonIn(kept.reference)).data
}

/** Whether somebody can be written to unasked: their chat is there, and nobody has said that it is closed (F46). */
export function isReachable({ chat }: { chat?: Conversation | undefined }): boolean {
  return chat?.installed === true && chat.closedBecause === undefined
}

/** Where somebody can be written to unasked; undefined: nowhere, as things stand. */
export function reachableAt(chat: Conversation | undefined): Reference | undefined {
  return chat && isReachable({ chat }) ? referenceOf(chat) : undefined
}

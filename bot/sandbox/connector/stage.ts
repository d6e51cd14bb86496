import { createHash } from 'node:crypto'

/** Somebody who can talk to the bot in local mode. `id` is our short key; what Teams would call them is in `accountId`. */
export type PersonOnStage = {
  id: string
  name: string
  company: string
  tenantId: string
  aadObjectId: string
  /** What the person is there to try; the page has a sentence for each. */
  role: 'first' | 'colleague' | 'viewer' | 'guest' | 'agent'
  /** As Teams sends it: 'en-US', 'zh-TW'. */
  locale: string
  /** IANA name. */
  zone: string
  guest?: boolean
}

/** A team's standard channel. `id` is our short key and never equals a person's. */
export type ChannelOnStage = { id: string; name: string; team: string; tenantId: string; members: string[] }

export type BotOnStage = { id: string; name: string }

/** Short, stable and opaque: the same parts give the same id in every process, so that the bot knows people after a restart. */
function stableId(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url')
}

/** The person's id as a Teams account ("29:…"): of this bot, so that it differs from the Entra object id. */
export function accountId(person: PersonOnStage): string {
  return `29:1${stableId('account', person.tenantId, person.aadObjectId)}`
}

/** The id of the person's 1:1 conversation with the bot ("a:…"). */
export function personalConversationId(person: PersonOnStage): string {
  return `a:1${stableId('personal', person.tenantId, person.aadObjectId)}`
}

/** The channel's thread id ("19:…@thread.tacv2"); a thread in it adds `;messageid=` and the id of its first message. */
export function channelThreadId(channel: ChannelOnStage): string {
  return `19:${stableId('channel', channel.tenantId, channel.id)}@thread.tacv2`
}

/** The team's id: in Teams the thread id of its General channel. */
export function teamThreadId(channel: ChannelOnStage): string {
  return `19:${stableId('team', channel.tenantId, channel.team)}@thread.tacv2`
}

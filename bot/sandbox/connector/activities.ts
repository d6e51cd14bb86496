import type { Temporal } from 'temporal-polyfill'
import type { Place } from './roster.ts'
import {
  accountId,
  type BotOnStage,
  type ChannelOnStage,
  channelThreadId,
  type PersonOnStage,
  teamThreadId,
} from './stage.ts'

/** An activity as it goes over the wire to the bot. */
export type WireActivity = { type: string; id: string; [key: string]: unknown }

/** What every activity needs to know. */
export type Scene = {
  id: string
  at: Temporal.Instant
  serviceUrl: string
  bot: BotOnStage
  person: PersonOnStage
  place: Place
}

/** The fields that Teams puts into every activity. */
function envelope(scene: Scene): WireActivity {
  const { person, place, bot } = scene
  return {
    type: 'message',
    id: scene.id,
    timestamp: scene.at.toString({ fractionalSecondDigits: 3 }),
    channelId: 'msteams',
    serviceUrl: scene.serviceUrl,
    from: { id: accountId(person), name: person.name, aadObjectId: person.aadObjectId },
    conversation: conversationOf(place, scene.id),
    recipient: { ...bot },
    channelData: { ...(place.kind === 'channel' ? channelData(place.channel) : {}), tenant: { id: place.tenantId } },
  }
}

/** In a channel: the thread, which a message of no thread begins. */
function conversationOf(place: Place, newThread: string) {
  const whole = wholeConversation(place)
  return place.kind === 'personal' ? whole : { ...whole, id: `${whole.id};messageid=${place.thread ?? newThread}` }
}

function wholeConversation({ kind, tenantId, conversationId }: Place) {
  const group = kind === 'channel' ? { isGroup: true } : {}
  return { ...group, conversationType: kind, tenantId, id: conversationId }
}

function channelData(channel: ChannelOnStage) {
  const team = { id: teamThreadId(channel), name: channel.team }
  const id = channelThreadId(channel)
  return { teamsChannelId: id, teamsTeamId: team.id, channel: { id }, team }
}

/** Time zone, language and country as the client tells them; `local…` in the person's own time. */
function client(scene: Scene, locale: string) {
  const { zone } = scene.person
  const country = new Intl.Locale(locale).maximize().region ?? 'US'
  const local = scene.at.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', fractionalSecondDigits: 3 })
  return {
    localTimestamp: local,
    localTimezone: zone,
    locale,
    entities: [{ type: 'clientInfo', locale, country, platform: 'Web', timezone: zone }],
  }
}

/** A typed message. With `mention`, the text names the bot first, as a message in a channel must. */
export function messageActivity(scene: Scene, text: string, how: { locale: string; mention: boolean }): WireActivity {
  const seen = client(scene, how.locale)
  const name = scene.bot.name
  const whole = how.mention ? `<at>${name}</at> ${text}` : text
  const mention = { type: 'mention', mentioned: { ...scene.bot }, text: `<at>${name}</at>` }
  return {
    ...envelope(scene),
    ...seen,
    text: whole,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: `<p>${escapeHtml(text)}</p>` }],
    entities: how.mention ? [mention, ...seen.entities] : seen.entities,
  }
}

/** Action.Submit: a message without text. Teams' own `msteams` block can make it a typed message instead. */
export function submitActivity(scene: Scene, replyToId: string, value: unknown): WireActivity {
  const { msteams, ...rest } = isObject(value) ? value : { msteams: undefined }
  const sent = { ...envelope(scene), ...client(scene, scene.person.locale), replyToId }
  if (isObject(msteams) && msteams.type === 'messageBack') return { ...sent, text: msteams.text, value: msteams.value }
  if (isObject(msteams) && msteams.type === 'imBack')
    return { ...sent, text: String(msteams.value), textFormat: 'plain' }
  return { ...sent, value: isObject(value) ? rest : value }
}

/** Action.Execute, pressed (`manual`) or by the client's refresh (`automatic`). */
export function executeActivity(
  scene: Scene,
  replyToId: string,
  action: Record<string, unknown>,
  trigger: 'manual' | 'automatic',
): WireActivity {
  return {
    ...envelope(scene),
    ...client(scene, scene.person.locale),
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action, trigger },
    replyToId,
  }
}

/** The app was added or removed. Of the two events that Teams sends then, this one has the locale. */
export function installationActivity(scene: Scene, action: 'add' | 'remove'): WireActivity {
  const sent = {
    ...envelope(scene),
    ...client(scene, scene.person.locale),
    conversation: wholeConversation(scene.place),
  }
  return { ...sent, type: 'installationUpdate', action }
}

/** The bot came into the conversation. No locale, no name of the person. */
export function membersAddedActivity(scene: Scene): WireActivity {
  const sent = envelope(scene)
  const event = scene.place.kind === 'channel' ? { eventType: 'teamMemberAdded' } : {}
  return {
    ...sent,
    type: 'conversationUpdate',
    conversation: wholeConversation(scene.place),
    from: { id: accountId(scene.person), aadObjectId: scene.person.aadObjectId },
    membersAdded: [{ id: scene.bot.id }],
    channelData: { ...event, ...(isObject(sent.channelData) ? sent.channelData : {}) },
  }
}

/** A message of the person's was edited or taken away; `id` of the scene is that message's. */
export function changedActivity(scene: Scene, text: string | undefined): WireActivity {
  const sent: WireActivity = { ...envelope(scene), ...client(scene, scene.person.locale) }
  const eventType = text === undefined ? 'softDeleteMessage' : 'editMessage'
  const channelData = { ...(isObject(sent.channelData) ? sent.channelData : {}), eventType }
  if (text === undefined) return { ...sent, type: 'messageDelete', channelData }
  return { ...sent, type: 'messageUpdate', text, textFormat: 'plain', channelData }
}

export function reactionActivity(scene: Scene, replyToId: string, reaction: string): WireActivity {
  return { ...envelope(scene), type: 'messageReaction', reactionsAdded: [{ type: reaction }], replyToId }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

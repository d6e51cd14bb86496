import { REFUSALS } from './faults.ts'
import { IncomingActivity, messageOf, NewConversation, rewrite } from './incoming.ts'
import type { Ask } from './rest-path.ts'
import { memberJson, type Place, type Roster } from './roster.ts'
import { accountId, channelThreadId, teamThreadId } from './stage.ts'
import type { Transcript } from './transcript.ts'

export type Reply = { status: number; body?: unknown; headers?: Record<string, string> }

export type Service = {
  roster: Roster
  transcript: Transcript
  newId: () => string
  /** UTC. */
  now: () => string
  url: () => string
}

/** An error as Teams words it. */
export function refusal(kind: keyof typeof REFUSALS, headers: Record<string, string> = {}): Reply {
  const [status, code, message] = REFUSALS[kind]
  return { status, body: { error: { code, message } }, headers }
}

/** Where the request goes, or undefined if there is no such place. */
export function placeOf(ask: Ask, json: unknown, { roster }: Service): Place | undefined {
  if (ask.operation === 'create') return newPlace(json, roster)
  if ('conversationId' in ask) return roster.place(ask.conversationId)
  const channel = roster.team(ask.teamId)
  return channel && roster.channelPlace(channel)
}

/** The 1:1 chat with the only member, who has to be of the named tenant; or a new thread in a channel. */
function newPlace(json: unknown, roster: Roster): Place | undefined {
  const asked = NewConversation.safeParse(json).data
  if (!asked) return undefined
  if (asked.channelData?.channel) return roster.place(asked.channelData.channel.id)
  const id = asked.members?.length === 1 ? asked.members[0]?.id : undefined
  const tenantId = asked.channelData?.tenant?.id ?? asked.tenantId
  const person = id === undefined ? undefined : roster.anybody(id)
  return person && person.tenantId === tenantId ? roster.personalPlace(person) : undefined
}

/** Does what is asked and gives Teams' answer. */
export function serve(ask: Ask, json: unknown, place: Place, service: Service): Reply {
  if (ask.operation === 'create') return create(json, place, service)
  if (ask.operation === 'read') return read(ask, place, service)
  if (ask.operation === 'send') {
    const activity = IncomingActivity.safeParse(json).data
    return activity ? { status: 201, body: { id: post(activity, place, service) } } : refusal('bad-syntax')
  }
  const message = service.transcript.find(place.id, ask.activityId)
  if (message?.from !== 'bot' || message.deleted) return refusal('no-such-activity')
  if (ask.operation === 'delete') {
    message.deleted = true
    service.transcript.touch(place.id, message)
    return { status: 200 }
  }
  const activity = IncomingActivity.safeParse(json).data
  if (!activity) return refusal('bad-syntax')
  rewrite(message, activity)
  message.updates++
  service.transcript.touch(place.id, message)
  return { status: 200, body: { id: message.id } }
}

/** Puts the activity into the conversation and gives its id. */
function post(activity: IncomingActivity, place: Place, { transcript, newId, now }: Service): string {
  const message = messageOf(activity, newId(), now())
  if (place.kind === 'channel') message.thread = place.thread ?? message.id
  if (activity.type === 'message' || activity.type === 'typing') transcript.add(place.id, message)
  return message.id
}

function create(json: unknown, place: Place, service: Service): Reply {
  const activity = IncomingActivity.safeParse(NewConversation.safeParse(json).data?.activity).data
  const activityId = activity ? post(activity, place, service) : undefined
  const thread = place.kind === 'channel' && activityId ? `;messageid=${activityId}` : ''
  return { status: 201, body: { id: place.conversationId + thread, activityId, serviceUrl: service.url() } }
}

function read(ask: Ask & { operation: 'read' }, place: Place, { roster }: Service): Reply {
  const members = roster.membersOf(place)
  if (ask.what === 'members') return { status: 200, body: members.map(memberJson) }
  if (ask.what === 'pagedmembers') return { status: 200, body: { members: members.map(memberJson) } }
  if (ask.what === 'member') {
    const found = members.find((each) => accountId(each) === ask.memberId || each.aadObjectId === ask.memberId)
    return found ? { status: 200, body: memberJson(found) } : refusal('no-such-member')
  }
  if (place.kind === 'personal') return refusal('not-found')
  const team = { id: teamThreadId(place.channel), name: place.channel.team }
  if (ask.what === 'team') return { status: 200, body: team }
  const conversations = roster.channelsOf(place.channel).map((each) => ({ id: channelThreadId(each), name: each.name }))
  return { status: 200, body: { conversations } }
}

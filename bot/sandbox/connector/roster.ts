import {
  accountId,
  type ChannelOnStage,
  channelThreadId,
  type PersonOnStage,
  personalConversationId,
  teamThreadId,
} from './stage.ts'

/** Where something is said: `id` is our short key (a person's or a channel's), `conversationId` what Teams calls it. */
export type Place =
  | { kind: 'personal'; id: string; conversationId: string; tenantId: string; person: PersonOnStage }
  | { kind: 'channel'; id: string; conversationId: string; tenantId: string; channel: ChannelOnStage; thread?: string }

export type Roster = ReturnType<typeof openRoster>

/** Who and what the connector knows, by Teams' ids and by our short keys. */
export function openRoster({ people, channels }: { people: PersonOnStage[]; channels: ChannelOnStage[] }) {
  const byId = new Map(people.map((person) => [person.id, person]))
  const channelById = new Map(channels.map((channel) => [channel.id, channel]))
  const personalPlace = (person: PersonOnStage): Place => ({
    kind: 'personal',
    id: person.id,
    conversationId: personalConversationId(person),
    tenantId: person.tenantId,
    person,
  })
  const channelPlace = (channel: ChannelOnStage, thread?: string): Place => ({
    kind: 'channel',
    id: channel.id,
    conversationId: channelThreadId(channel),
    tenantId: channel.tenantId,
    channel,
    ...(thread === undefined ? {} : { thread }),
  })
  const places = new Map<string, Place>([
    ...people.map((person): [string, Place] => [personalConversationId(person), personalPlace(person)]),
    ...channels.map((channel): [string, Place] => [channelThreadId(channel), channelPlace(channel)]),
  ])
  const teams = new Map(channels.map((channel) => [teamThreadId(channel), channel]))

  function person(id: string): PersonOnStage {
    const found = byId.get(id)
    if (!found) throw new Error(`nobody on stage is called ${id}`)
    return found
  }
  function membersOf(place: Place): PersonOnStage[] {
    return place.kind === 'personal' ? [place.person] : place.channel.members.map(person)
  }

  return {
    person,
    channel(id: string): ChannelOnStage {
      const found = channelById.get(id)
      if (!found) throw new Error(`no channel on stage is called ${id}`)
      return found
    },
    personalPlace,
    channelPlace,
    channelPlacesOf: (personId: string): Place[] =>
      channels.filter((each) => each.members.includes(personId)).map((each) => channelPlace(each)),
    membersOf,
    /** The place of a conversation id from the bot; a thread is `…;messageid=` and its first message. */
    place(conversationId: string): Place | undefined {
      const [head = '', thread] = conversationId.split(';messageid=')
      const place = places.get(head) ?? places.get(teamThreadOf(head))
      return place?.kind === 'channel' && thread !== undefined ? { ...place, thread } : place
    },
    team: (id: string): ChannelOnStage | undefined => teams.get(id),
    channelsOf: (team: ChannelOnStage): ChannelOnStage[] =>
      channels.filter((each) => teamThreadId(each) === teamThreadId(team)),
    /** Anybody on stage, by account id or, as Teams allows too, by Entra object id. */
    anybody: (id: string): PersonOnStage | undefined =>
      people.find((each) => accountId(each) === id || each.aadObjectId === id),
  }

  /** Teams answers roster questions for the team's id as well. */
  function teamThreadOf(id: string): string {
    const channel = teams.get(id)
    return channel ? channelThreadId(channel) : ''
  }
}

/** One member as the roster gives it. A guest is known by `userRole`; its own tenant is not told. */
export function memberJson(person: PersonOnStage): Record<string, string> {
  const [givenName = '', ...rest] = person.name.split(' ')
  const mail = `${person.id}@${person.tenantId.slice(0, 8)}.example`
  return {
    id: accountId(person),
    name: person.name,
    objectId: person.aadObjectId,
    aadObjectId: person.aadObjectId,
    givenName,
    surname: rest.join(' '),
    email: mail,
    userPrincipalName: person.guest ? `${mail.replace('@', '_')}#EXT#@host.example` : mail,
    tenantId: person.tenantId,
    userRole: person.guest ? 'guest' : 'user',
  }
}

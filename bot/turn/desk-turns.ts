import type { Activity, TurnContext } from 'botbuilder'
import { text } from '../../cards/text.ts'
import { atDesk } from '../../dialogs/support/desk/desk.ts'
import type { DeskAnswer, DeskTurn } from '../../dialogs/support/desk/desk-turn.ts'
import { setUpDesk } from '../../dialogs/support/desk/set-up.ts'
import { readSetUp, readTyped } from '../../dialogs/support/desk/typed.ts'
import { type Input, sayText } from '../../dialogs/talk/turn.ts'
import type { Desk } from '../../store/tickets/desk.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { localeOf } from '../../store/values/locale.ts'
import type { Log } from '../log/log.ts'
import { changeOwnWords, changeWords } from './changed-words.ts'
import { channelIn, type DeskPlace } from './desk-place.ts'
import { openDeskPresence } from './desk-presence.ts'
import type { DeskRights } from './desk-rights.ts'
import { asked, unasked } from './desk-work.ts'
import { readInput } from './input.ts'
import { othersRead } from './others-read.ts'
import { type Speakers, whoIn } from './speakers.ts'
import type { TurnWork } from './turns.ts'

type Parts = {
  services: Services
  speakers: Speakers
  rights: DeskRights
  supportTenantId: string | undefined
  log: Log
}

type Here = {
  desk: Desk
  place: DeskPlace | undefined
  input: Exclude<Input, { kind: 'event' }>
  /** It was handled already: how things stand is answered, and nothing is done. */
  repeated: boolean
}

/** Of an edit that the partner does not read. */
const WHY_NOT = { held: 'desk.edit-held', back: 'take-back.stays' } as const

/** Turns at the support desk: its own channel, and the agents' own chats when they name one of its commands. */
export function openDeskTurns({ services, speakers, rights, supportTenantId, log }: Parts) {
  const { store, newId } = services
  const noticePresence = openDeskPresence({ services, log })

  return {
    /** What is done with this activity; undefined: it is not the desk's. */
    async workFor(context: TurnContext, tenantId: string): Promise<TurnWork | undefined> {
      const { activity } = context
      const place = channelIn(activity)
      if (isChange(activity) && !place) return unasked(() => changeOwnWords(services, activity, tenantId))
      if (supportTenantId === undefined || tenantId !== supportTenantId) return undefined
      const input = readInput(activity)
      const code = place && input?.kind === 'text' ? readSetUp(input.text) : undefined
      const desk = await store.desks.get()
      const isHere = place !== undefined && place.channelId === desk?.channelId
      if (place && code) return asked({ speakers, context, input }, (speaker) => setUp(context, speaker, place, code))
      if (desk && isLifecycle(activity) && isTeam(activity)) return unasked(() => noticePresence(activity, desk))
      if (desk?.lostAt && !isHere) await noticePresence(activity, desk)
      if (!desk || !(isHere || isForDesk(activity, input))) return undefined
      if (input && input.kind !== 'event')
        return asked({ speakers, context, input }, (speaker, repeated) =>
          atTheDesk(context, speaker, { desk, place, input, repeated }),
        )
      return unasked(() => happened(context, desk, place))
    },

    /** Whether who writes, wherever that is, works at the desk now. */
    async isAgent(context: TurnContext): Promise<boolean> {
      const who = whoIn(context.activity)
      const desk = who && who.tenantId === supportTenantId ? await store.desks.get() : undefined
      return desk !== undefined && (await rights(context, desk, who?.objectId ?? '', false)) === 'agent'
    },
  }

  async function setUp(
    context: TurnContext,
    speaker: Speaker,
    { thread: _thread, ...place }: DeskPlace,
    code: string,
  ): Promise<DeskAnswer> {
    const wanted = { ...place, _id: '', version: 1, locale: 'en', zone: 'UTC', setUpBy: '', setUpAt: '' } as const
    const status = await rights(context, wanted, speaker.person.objectId, true)
    return setUpDesk(services, speaker, { place, code, status: status })
  }

  async function atTheDesk(
    context: TurnContext,
    speaker: Speaker,
    { desk, place, input, repeated }: Here,
  ): Promise<DeskAnswer> {
    if (place) await noticePresence(context.activity, desk)
    if (input.kind === 'bad-card') return { said: [text(speaker.locale, 'error.bad-card')] }
    const membership: DeskTurn['agentStatus'] = (person, fresh) => rights(context, desk, person.objectId, fresh)
    const key = input.kind === 'action' ? input.action.nonce : `m:${context.activity.id ?? newId()}`
    return atDesk(services, { speaker, desk, input, key, thread: place?.thread, agentStatus: membership, repeated })
  }

  /** Something that nobody says to the bot: somebody's words in a ticket have changed. */
  async function happened(context: TurnContext, desk: Desk, place: DeskPlace | undefined): Promise<void> {
    const { activity } = context
    if (place) await noticePresence(activity, desk)
    if (!isChange(activity)) return
    const { person } = await speakers.of(context)
    if ((await rights(context, desk, person.objectId, false)) !== 'agent') return
    const ticket = place?.thread ? await store.tickets.inThread(place.thread) : undefined
    const became = ticket && (await changeWords(services, activity, ticket._id, person._id))
    if (became) await sayText(context, text(localeOf(activity.locale, person.locale), WHY_NOT[became]))
  }
}

export type DeskTurns = ReturnType<typeof openDeskTurns>

/** In an agent's own chat: only what names the desk, so that everything else stays the chat's. */
function isForDesk(activity: Activity, input: Input | undefined): boolean {
  if (othersRead(activity)) return false
  if (input?.kind === 'text')
    return ['queue', 'ticket', 'open-ticket', 'report'].includes(readTyped(input.text)?.kind ?? '')
  if (input?.kind !== 'action') return false
  const { action } = input
  return (
    action.verb === 'desk' || ((action.verb === 'page' || action.verb === 'pick') && action.list.startsWith('queue.'))
  )
}

function isChange({ type }: Activity): boolean {
  return type === 'messageUpdate' || type === 'messageDelete'
}

/** The bot, a person or a channel came or went. */
function isLifecycle({ type }: Activity): boolean {
  return type === 'installationUpdate' || type === 'conversationUpdate'
}

function isTeam({ channelData }: Activity): boolean {
  return channelData?.team?.id !== undefined
}

import type { Activity, TurnContext } from 'botbuilder'
import type { Attachment } from 'botframework-schema'
import { text } from '../../cards/text.ts'
import { atDesk } from '../../dialogs/support/desk/desk.ts'
import type { DeskAnswer, DeskTurn } from '../../dialogs/support/desk/desk-turn.ts'
import { oweAll, setUpDesk } from '../../dialogs/support/desk/set-up.ts'
import { readSetUp, readTyped } from '../../dialogs/support/desk/typed.ts'
import { type Input, sayText, show } from '../../dialogs/talk/turn.ts'
import type { Desk } from '../../store/tickets/desk.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { Log } from '../log/log.ts'
import { sendInvokeResponse } from './answering.ts'
import { changeOwnWords, changeWords } from './changed-words.ts'
import { channelIn, type DeskPlace } from './desk-place.ts'
import type { DeskRights } from './desk-rights.ts'
import { isCardInvoke, readInput } from './input.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { localeOf, type Speakers, whoIn } from './speakers.ts'

type Parts = {
  services: Services
  speakers: Speakers
  rights: DeskRights
  supportTenantId: string | undefined
  log: Log
}

/** Turns at the support desk: its own channel, and the agents' own chats when they name one of its commands. */
export function openDeskTurns({ services, speakers, rights, supportTenantId, log }: Parts) {
  const inOrder = oneAtATime()
  const { store, clock, newId } = services

  return {
    /** false: this activity is not the desk's. */
    async take(context: TurnContext, tenantId: string): Promise<boolean> {
      const { activity } = context
      const changed = activity.type === 'messageUpdate' || activity.type === 'messageDelete'
      const place = channelIn(activity)
      if (changed && !place) {
        await guarded(context, () => changeOwnWords(services, activity, tenantId))
        return true
      }
      if (supportTenantId === undefined || tenantId !== supportTenantId) return false
      const input = readInput(activity)
      const code = place && input?.kind === 'text' ? readSetUp(input.text) : undefined
      const desk = await store.desks.get()
      const isHere = place !== undefined && place.channelId === desk?.channelId
      if (!isHere && !code && !(desk && isForDesk(activity, input))) return false
      await guarded(context, async () => {
        if (place && code) return setUp(context, place, code)
        if (desk) await atTheDesk(context, desk, place, input)
      })
      return true
    },

    /** Whether who writes, wherever that is, works at the desk now. */
    async isAgent(context: TurnContext): Promise<boolean> {
      const who = whoIn(context.activity)
      const desk = who && who.tenantId === supportTenantId ? await store.desks.get() : undefined
      return desk !== undefined && (await rights(context, desk, who?.objectId ?? '', false)) === 'agent'
    },
  }

  async function guarded(context: TurnContext, work: () => Promise<void>): Promise<void> {
    try {
      await inOrder(context.activity.conversation.id, work)
    } catch (error) {
      const reference = newId().slice(0, 8)
      log.error({ err: error, reference }, 'desk turn failed')
      const sentence = text(localeOf(context.activity), 'error.apology', { reference, continue: 'queue' })
      if (isCardInvoke(context.activity)) await sendInvokeResponse(context, { status: 200, message: sentence })
      else if (context.activity.type === 'message') await context.sendActivity(sentence)
    }
  }

  async function setUp(context: TurnContext, { thread: _thread, ...place }: DeskPlace, code: string): Promise<void> {
    const speaker = await speakers.of(context)
    const asked = { ...place, _id: '', version: 1, locale: 'en', zone: 'UTC', setUpBy: '', setUpAt: '' } as const
    const standing = await rights(context, asked, speaker.person.objectId, true)
    await answer(context, await setUpDesk(services, speaker, { place, code, standing }))
  }

  async function atTheDesk(context: TurnContext, desk: Desk, place: DeskPlace | undefined, input: Input | undefined) {
    const { activity } = context
    if (activity.type === 'installationUpdate' || activity.type === 'conversationUpdate')
      return place ? noticeInstall(activity, desk, place) : undefined
    if (place) await noticeReached(desk, place)
    const speaker = await speakers.of(context)
    const membership: DeskTurn['membership'] = (person, fresh) => rights(context, desk, person.objectId, fresh)
    if (activity.type === 'messageUpdate' || activity.type === 'messageDelete') {
      if ((await membership(speaker.person, false)) !== 'agent') return
      const of = place?.thread ? await store.tickets.inThread(place.thread) : undefined
      return of && changeWords(services, activity, of, speaker.person._id)
    }
    if (input?.kind === 'bad-card') return answer(context, { said: [text(speaker.locale, 'error.bad-card')] })
    if (input?.kind !== 'text' && input?.kind !== 'action') return
    const key = input.kind === 'action' ? input.action.nonce : `m:${activity.id ?? newId()}`
    await answer(context, await atDesk(services, { speaker, desk, input, key, thread: place?.thread, membership }))
  }

  /** The bot was taken out of the team, or is back. */
  async function noticeInstall(activity: Activity, desk: Desk, place: DeskPlace): Promise<void> {
    const gone = activity.type === 'installationUpdate' && /^remove/.test(activity.action ?? '')
    if (!gone) return activity.type === 'installationUpdate' ? noticeReached(desk, place) : undefined
    log.error({ desk: desk._id }, 'the bot was removed from the support desk: add it again, or set up another desk')
    await store.desks.setLost(stored(clock.now()))
  }

  /** Whoever writes in the channel shows that it is there. */
  async function noticeReached(desk: Desk, place: DeskPlace): Promise<void> {
    await store.desks.moved(place.reference)
    if (!desk.lostAt) return
    await store.desks.setLost(undefined)
    await oweAll(services, stored(clock.now()))
  }
}

export type DeskTurns = ReturnType<typeof openDeskTurns>

/** In an agent's own chat: only what names the desk, so that everything else stays the chat's. */
function isForDesk({ conversation }: Activity, input: Input | undefined): boolean {
  if (conversation.conversationType !== undefined && conversation.conversationType !== 'personal') return false
  if (input?.kind === 'text')
    return ['queue', 'ticket', 'open-ticket', 'report'].includes(readTyped(input.text)?.kind ?? '')
  if (input?.kind !== 'action') return false
  const { action } = input
  return (
    action.verb === 'desk' || ((action.verb === 'page' || action.verb === 'pick') && action.list.startsWith('queue.'))
  )
}

async function answer(context: TurnContext, { became, said = [] }: DeskAnswer): Promise<void> {
  const pressed = isCardInvoke(context.activity)
  if (pressed) {
    const words = said.filter((each): each is string => typeof each === 'string').join(' ')
    await sendInvokeResponse(context, { status: 200, ...(became ? { card: became } : { message: words }) })
  }
  for (const each of said) {
    // Words that went into the invoke's own answer are not said twice.
    if (typeof each !== 'string') await say(context, each)
    else if (!pressed || became) await say(context, each)
  }
  const { replyToId } = context.activity
  if (!pressed && became && replyToId)
    await context.updateActivity({ id: replyToId, type: 'message', attachments: [became] })
}

async function say(context: TurnContext, what: Attachment | string): Promise<void> {
  if (typeof what === 'string') await sayText(context, what)
  else await show(context, what)
}

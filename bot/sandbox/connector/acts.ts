import type { Clock } from '../../../store/use-cases/services.ts'
import * as wire from './activities.ts'
import type { BotLine } from './bot-line.ts'
import { type Answer, blankMessage, type Message } from './message.ts'
import { noteAnswer } from './press-result.ts'
import type { Place, Roster } from './roster.ts'
import type { BotOnStage, PersonOnStage } from './stage.ts'
import type { Transcript } from './transcript.ts'

/** The action's JSON as found in the card. */
export type CardAction = {
  type?: string
  id?: string | undefined
  verb?: string | undefined
  data?: unknown
  associatedInputs?: string
  [key: string]: unknown
}

export type SayOptions = { locale?: string; replay?: number; in?: string; thread?: string; mention?: boolean }
export type PressOptions = { trigger?: 'manual' | 'automatic'; replay?: number }

type ActsOptions = {
  roster: Roster
  transcript: Transcript
  line: BotLine
  newId: () => string
  clock: Clock
  serviceUrl: () => string
  bot: BotOnStage
}

export type Acts = ReturnType<typeof openActs>

/** What people on stage can do. Each act resolves when the bot's endpoint has answered. */
export function openActs({ roster, transcript, line, newId, clock, serviceUrl, bot }: ActsOptions) {
  const last = new Map<string, wire.WireActivity>()

  /** The person, with the language and zone that their client is set to now. */
  function person(personId: string): PersonOnStage {
    const { locale, zone } = transcript.setting(personId)
    const asCast = roster.person(personId)
    return { ...asCast, locale: locale ?? asCast.locale, zone: zone ?? asCast.zone }
  }

  function setScene(personId: string, place: Place, id = newId()): wire.Scene {
    return { id, at: clock.now(), serviceUrl: serviceUrl(), bot, person: person(personId), place }
  }
  const home = (personId: string) => roster.personalPlace(roster.person(personId))

  /** Delivers the activity 1 + `replay` times at once and gives the first answer. */
  async function deliver(personId: string, activity: wire.WireActivity, replay = 0): Promise<Answer> {
    last.set(personId, activity)
    const all = await Promise.all(Array.from({ length: 1 + replay }, () => line.deliver(activity)))
    return all[0] ?? { status: 0, body: undefined, activityId: activity.id }
  }

  function setInstalled(id: string, installed: boolean) {
    transcript.set(id, { ...transcript.setting(id), installed, removed: !installed })
  }

  async function arrive(personId: string, place: Place): Promise<void> {
    setInstalled(place.id, true)
    // Teams sends the two at the same moment, over two connections.
    await Promise.all([
      line.deliver(wire.installationActivity(setScene(personId, place), 'add')),
      line.deliver(wire.membersAddedActivity(setScene(personId, place))),
    ])
  }

  /** Where the message stands that this person sees. */
  function find(personId: string, messageId: string): { place: Place; message: Message } {
    for (const place of [home(personId), ...roster.channelPlacesOf(personId)]) {
      const message = transcript.find(place.id, messageId)
      if (!message) continue
      return { message, place: place.kind === 'channel' ? { ...place, thread: message.thread ?? message.id } : place }
    }
    throw new Error(`${personId} sees no message ${messageId}`)
  }

  function placeToSay(personId: string, how: SayOptions): Place {
    const place = how.in === undefined ? home(personId) : roster.channelPlace(roster.channel(how.in), how.thread)
    if (!transcript.setting(place.id).installed)
      throw new Error(`the app is not installed for ${place.id}: install first`)
    return place
  }

  return {
    person,
    async install(personId: string): Promise<void> {
      await arrive(personId, home(personId))
    },
    async uninstall(personId: string): Promise<void> {
      setInstalled(personId, false)
      await line.deliver(wire.installationActivity(setScene(personId, home(personId)), 'remove'))
    },
    async installInTeam(channelId: string, personId: string): Promise<void> {
      await arrive(personId, roster.channelPlace(roster.channel(channelId)))
    },
    async say(personId: string, text: string, how: SayOptions = {}): Promise<Answer> {
      const place = placeToSay(personId, how)
      const scene = setScene(personId, place)
      const message = blankMessage({ id: scene.id, type: 'message', from: 'person', at: scene.at.toString() })
      Object.assign(message, { personId, text }, place.kind === 'channel' ? { thread: place.thread ?? scene.id } : {})
      transcript.add(place.id, message)
      const mention = place.kind === 'channel' && how.mention !== false
      // In a channel a bot hears only what mentions it.
      if (place.kind === 'channel' && !mention) return { status: 0, body: undefined, activityId: scene.id }
      const activity = wire.messageActivity(scene, text, { locale: how.locale ?? scene.person.locale, mention })
      const answer = await deliver(personId, activity, how.replay)
      message.delivered = isGood(answer)
      transcript.touch(place.id, message)
      return answer
    },
    async press(
      personId: string,
      messageId: string,
      action: CardAction,
      inputs: Record<string, unknown> = {},
      how: PressOptions = {},
    ): Promise<Answer> {
      const { place, message } = find(personId, messageId)
      const scene = setScene(personId, place)
      const data = action.associatedInputs?.toLowerCase() === 'none' ? action.data : withInputs(action.data, inputs)
      const { type, id, verb } = action
      const sent = { type, ...(id === undefined ? {} : { id }), ...(verb === undefined ? {} : { verb }), data }
      const pressed =
        type === 'Action.Execute'
          ? wire.executeActivity(scene, messageId, sent, how.trigger ?? 'manual')
          : wire.submitActivity(scene, messageId, data)
      const answer = await deliver(personId, pressed, how.replay)
      if (noteAnswer(message, personId, answer)) transcript.touch(place.id, message)
      return answer
    },
    edit: (personId: string, messageId: string, text: string) => alter(personId, messageId, text),
    remove: (personId: string, messageId: string) => alter(personId, messageId, undefined),
    async react(personId: string, messageId: string, reaction: string): Promise<Answer> {
      const scene = setScene(personId, find(personId, messageId).place)
      return line.deliver(wire.reactionActivity(scene, messageId, reaction))
    },
    async redeliver(personId: string, times = 1, how: { newId?: boolean } = {}): Promise<Answer[]> {
      const before = last.get(personId)
      if (!before) throw new Error(`${personId} has sent nothing yet`)
      const timestamp = clock.now().toString({ fractionalSecondDigits: 3 })
      const again = () => (how.newId ? { ...before, id: newId(), timestamp } : before)
      return Promise.all(Array.from({ length: times }, () => line.deliver(again())))
    },
    async raw(personId: string, fields: Record<string, unknown>): Promise<Answer> {
      const scene = setScene(personId, home(personId))
      const activity = wire.messageActivity(scene, '', { locale: scene.person.locale, mention: false })
      return deliver(personId, { ...activity, ...fields })
    },
    change(personId: string, to: { locale?: string; zone?: string }): void {
      transcript.set(roster.person(personId).id, { ...transcript.setting(personId), ...to })
    },
  }

  async function alter(personId: string, messageId: string, text: string | undefined): Promise<Answer> {
    const { place, message } = find(personId, messageId)
    if (message.personId !== personId) throw new Error(`message ${messageId} is not ${personId}'s`)
    if (text === undefined) message.deleted = true
    else message.text = text
    message.updates++
    transcript.touch(place.id, message)
    return line.deliver(wire.changedActivity(setScene(personId, place, messageId), text))
  }
}

/** Inputs over the action's own data, as the official renderer joins them. A text as data stays alone. */
function withInputs(data: unknown, inputs: Record<string, unknown>): unknown {
  if (data === undefined || data === null) return { ...inputs }
  return typeof data === 'object' && !Array.isArray(data) ? { ...data, ...inputs } : data
}

function isGood(answer: Answer): boolean {
  return answer.status >= 200 && answer.status < 300
}

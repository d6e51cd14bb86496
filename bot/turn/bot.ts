import type { TurnContext } from 'botbuilder'
import type { Dialog } from 'botbuilder-dialogs'
import { DialogContextError } from 'botbuilder-dialogs/lib/dialogContextError.js'
import { runDialog } from 'botbuilder-dialogs/lib/dialogHelper.js'
import type { ActionOf } from '../../cards/actions.ts'
import { text } from '../../cards/text.ts'
import { refresh } from '../../dialogs/refreshing.ts'
import { repeatTurn } from '../../dialogs/repeating.ts'
import { collecting, type Effects } from '../../dialogs/talk/outcome.ts'
import { setTurn, type Turn, type TurnEvent } from '../../dialogs/talk/turn.ts'
import { welcome } from '../../dialogs/welcome.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { type Locale, localeOf } from '../../store/values/locale.ts'
import type { Roster } from '../teams/roster.ts'
import { answerPress, sendInvokeResponse } from './answering.ts'
import type { Apology } from './apology.ts'
import type { DeskTurns } from './desk-turns.ts'
import { keysOf } from './handled.ts'
import { isCardInvoke, readInput } from './input.ts'
import { othersRead } from './others-read.ts'
import type { Reachability } from './reachability.ts'
import { type Speakers, whoIn } from './speakers.ts'
import { localeIn } from './spoken-language.ts'
import type { TurnState } from './turn-state.ts'
import type { Turns, TurnWork } from './turns.ts'

export type BotParts = {
  services: Services
  root: Dialog
  state: TurnState
  turns: Turns
  speakers: Speakers
  reachability: Reachability
  apology: Apology
  roster: Roster
  /** `open`, or the tenants that may use the bot. */
  tenants: 'open' | readonly string[]
  /** Takes what belongs to the support desk. */
  desk: DeskTurns
}

/** From an activity to the dialogs: who speaks, what came in, where it may be answered. */
export function createBot(parts: BotParts) {
  const { services, root, state, turns, speakers, reachability, apology, roster, tenants, desk } = parts
  const stack = state.createProperty('dialog')
  const welcomed = state.createProperty<boolean>('welcomed')

  return {
    /** One activity that Teams sent. Never throws: what goes wrong is said to the person (F41). */
    async onActivity(context: TurnContext): Promise<void> {
      const { activity } = context
      const who = whoIn(activity)
      if (activity.type === 'invoke' && !isCardInvoke(activity)) return sendInvokeResponse(context, { status: 501 })
      if (!who) return
      const atDesk = await desk.workFor(context, who.tenantId)
      if (atDesk) return guarded(context, atDesk)
      if (!['message', 'invoke', 'installationUpdate'].includes(activity.type)) return
      if (tenants !== 'open' && !tenants.includes(who.tenantId))
        return sayOnly(context, text(localeOf(localeIn(activity)), 'error.tenant-refused'))
      if (othersRead(activity)) return pointToChat(context, await speakers.languageOf(activity))
      const input = readInput(activity)
      if (input?.kind === 'action' && input.action.verb === 'refresh') return lookAgain(context, input.action)
      const isInstall = activity.type === 'installationUpdate'
      let wasKnown: boolean | undefined
      await guarded(context, {
        sorry: 'chat',
        keys: keysOf(activity, input),
        begin: async () => {
          await begin(context, input)
          // As it was before this turn, however often it runs.
          if (isInstall) wasKnown ??= await reachability.isKnown(context)
        },
        run: async () => {
          await reachability.notice(context)
          return isInstall ? onInstall(context, wasKnown ?? false) : talk(context)
        },
        repeat: () => repeatTurn(services, context),
      })
    },

    /** Something that happened outside the chat, told in it: runs like any other turn. Throws if it can't be said. */
    async onEvent(context: TurnContext, event: TurnEvent): Promise<void> {
      const run = () => talk(context)
      const whole = { keys: [], begin: () => begin(context, { kind: 'event', event }), run, repeat: run }
      await turns.take(context, whole, (effects, ids) => finish(context, effects, 0, ids))
    },
  }

  /** No turn: what only looks waits for nobody, is not remembered, and never ends the dialog that is open. */
  async function lookAgain(context: TurnContext, asked: ActionOf<'refresh'>): Promise<void> {
    const started = services.timer.now()
    try {
      await begin(context, { kind: 'action', action: asked })
      await finish(context, await refresh(services, context, asked), services.timer.now() - started)
    } catch (error) {
      await apology.keepQuiet(context, error)
    }
  }

  async function guarded(context: TurnContext, work: TurnWork): Promise<void> {
    const started = services.timer.now()
    const tookMs = () => services.timer.now() - started
    try {
      await turns.take(context, work, (effects, ids) => finish(context, effects, tookMs(), ids))
    } catch (error) {
      await apology.say(context, error, work, tookMs())
    }
  }

  async function begin(context: TurnContext, input: Turn['input'] | undefined): Promise<void> {
    const membership = () => roster(context)
    const isAgent = () => desk.isAgent(context)
    const speaker = await speakers.of(context)
    setTurn(context, { speaker, input: input ?? { kind: 'text', text: '' }, membership: membership, isAgent })
  }

  /** What goes wrong in a dialog comes out as it was thrown: a lost race and a store that is gone are known by their class. */
  async function talk(context: TurnContext): Promise<Effects> {
    try {
      return await collecting(context, () => runDialog(root, context, stack))
    } catch (error) {
      throw error instanceof DialogContextError ? error.error : error
    }
  }

  /** Welcomed once, and again only after a removal: an update of the app adds it anew for everybody who has it. */
  async function onInstall(context: TurnContext, wasKnown: boolean): Promise<Effects> {
    const action = (context.activity.action ?? '').toLowerCase()
    const isNews = action === 'add' ? !(await welcomed.get(context, false)) : action === 'add-upgrade' && !wasKnown
    await welcomed.set(context, action.startsWith('add'))
    if (isNews) await welcome(services, context)
    return {}
  }

  /** The turn is written and said: what fails from here on is no reason to say sorry for it. */
  async function finish(context: TurnContext, effects: Effects, tookMs: number, ids: string[] = []): Promise<void> {
    await answerPress(context, effects, tookMs).catch(apology.note)
    await effects.afterSend?.(ids).catch(apology.note)
  }
}

export type Bot = ReturnType<typeof createBot>

/** Partner matters happen in the 1:1 chat: nothing personal is posted where others read it (F20). */
async function pointToChat(context: TurnContext, locale: Locale): Promise<void> {
  const { activity } = context
  if (activity.type === 'installationUpdate') return
  const url = `https://teams.microsoft.com/l/chat/0/0?users=${encodeURIComponent(activity.recipient.id)}`
  await sayOnly(context, text(locale, 'channel.elsewhere', { url }))
}

async function sayOnly(context: TurnContext, sentence: string): Promise<void> {
  if (context.activity.type === 'invoke') return sendInvokeResponse(context, { status: 200, message: sentence })
  await context.sendActivity(sentence)
}

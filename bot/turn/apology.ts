import type { TurnContext } from 'botbuilder'
import { text } from '../../cards/text.ts'
import { speakerIn } from '../../dialogs/talk/turn.ts'
import { COMMANDS } from '../../dialogs/understanding/commands.ts'
import { StoreUnavailableError } from '../../store/database/collection.ts'
import { localeOf } from '../../store/values/locale.ts'
import type { Clock } from '../../store/values/time.ts'
import type { Log } from '../log/log.ts'
import { outcomeOf } from '../teams/outcome.ts'
import { INVOKE_PATIENCE_MS, sendInvokeResponse } from './answering.ts'
import { remember } from './handled.ts'
import { localeIn } from './spoken-language.ts'
import type { Handled, TurnState } from './turn-state.ts'
import type { TurnWork } from './turns.ts'

type Parts = { state: TurnState; clock: Clock; log: Log; newId: () => string }

/** One calm sentence with a reference; drops the dialog, keeps every record (F38, F39, F41). Never throws. */
export function openApology({ state, clock, log, newId }: Parts) {
  const stack = state.createProperty('dialog')
  const handled = state.createProperty<Handled>('handled')

  return {
    async say(
      context: TurnContext,
      error: unknown,
      { keys, sorry }: Pick<TurnWork, 'keys' | 'sorry'>,
      tookMs: number,
    ): Promise<void> {
      if (sorry === 'nothing') return this.keepQuiet(context, error)
      const reference = newId().slice(0, 8)
      const storeGone = error instanceof StoreUnavailableError
      log.error({ err: error, reference }, 'turn failed')
      try {
        if (!storeGone) await giveUp(context, keys, sorry === 'chat')
      } catch (failure) {
        log.error({ err: failure, reference }, 'failed turn not kept')
      }
      if (context.activity.type !== 'invoke' && isClosed(error)) return
      try {
        await sayIt(context, storeGone ? 'error.busy' : 'error.apology', reference, sorry, tookMs)
      } catch (failure) {
        log.error({ err: failure, reference }, 'apology not said')
      }
    },

    /** For what went wrong after everything was said. */
    note(error: unknown): void {
      log.error({ err: error }, 'not finished after the turn')
    },

    /** For what nobody asked for: logged, and answered with nothing. Never throws. */
    async keepQuiet(context: TurnContext, error: unknown): Promise<void> {
      log.error({ err: error }, 'what nobody asked for failed')
      await answerNothing(context).catch((failure: unknown) => log.error({ err: failure }, 'empty answer not sent'))
    },
  }

  async function answerNothing(context: TurnContext): Promise<void> {
    if (context.activity.type === 'invoke') await sendInvokeResponse(context, { status: 200 })
  }

  async function giveUp(context: TurnContext, keys: readonly string[], dropDialog: boolean): Promise<void> {
    await state.read(context)
    if (dropDialog) await stack.delete(context)
    await handled.set(context, remember(await handled.get(context, []), delivered(keys), clock.now().epochMilliseconds))
    await state.saveChanges(context)
  }
}

export type Apology = ReturnType<typeof openApology>

/** The person has blocked us, or the chat is gone: nobody hears that we are sorry (F46). */
function isClosed(error: unknown): boolean {
  const isTeams = error instanceof Error && error.name === 'RestError'
  return isTeams && ['blocked', 'gone'].includes(outcomeOf(error).outcome)
}

/** This delivery is not taken again; the card may be pressed again, since nothing became of it. */
function delivered(keys: readonly string[]): string[] {
  return keys.filter((each) => each.startsWith('id:'))
}

async function sayIt(
  context: TurnContext,
  key: 'error.busy' | 'error.apology',
  reference: string,
  sorry: 'chat' | 'desk',
  tookMs: number,
): Promise<void> {
  const locale = speakerIn(context)?.locale ?? localeOf(localeIn(context.activity))
  const next = sorry === 'desk' ? 'queue' : COMMANDS.continue[locale]
  const sentence = text(locale, key, { reference, continue: next })
  // A late invoke has been answered already: then it is said in the chat.
  const answers = context.activity.type === 'invoke' && tookMs < INVOKE_PATIENCE_MS
  if (answers) return sendInvokeResponse(context, { status: 200, message: sentence })
  await context.sendActivity(sentence)
}

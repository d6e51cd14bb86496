import type { TurnContext } from 'botbuilder'
import { text } from '../cards/text.ts'
import { COMMANDS } from '../dialogs/commands.ts'
import { speakerIn } from '../dialogs/turn.ts'
import { StoreUnavailableError } from '../store/collection.ts'
import type { Clock } from '../store/time.ts'
import { sendInvokeResponse } from './answering.ts'
import { remember } from './handled.ts'
import type { Log } from './log.ts'
import { localeOf } from './speakers.ts'
import type { Handled, TurnState } from './turn-state.ts'

/** One calm sentence with a reference; drops the dialog, keeps every record (F38, F39, F41). Never throws. */
export function openApology({
  state,
  clock,
  log,
  newId,
}: {
  state: TurnState
  clock: Clock
  log: Log
  newId: () => string
}) {
  const stack = state.createProperty('dialog')
  const handled = state.createProperty<Handled>('handled')

  return {
    async say(context: TurnContext, error: unknown, keys: string[]): Promise<void> {
      const reference = newId().slice(0, 8)
      const storeGone = error instanceof StoreUnavailableError
      log.error({ err: error, reference }, 'turn failed')
      try {
        if (!storeGone) await dropDialog(context, keys)
      } catch (failure) {
        log.error({ err: failure, reference }, 'dialog not dropped')
      }
      try {
        await sayIt(context, storeGone ? 'error.busy' : 'error.apology', reference)
      } catch (failure) {
        log.error({ err: failure, reference }, 'apology not said')
      }
    },

    /** For what nobody asked for: logged, and answered with nothing. Never throws. */
    async keepQuiet(context: TurnContext, error: unknown): Promise<void> {
      log.error({ err: error }, 'card not refreshed')
      await answerNothing(context).catch((failure: unknown) => log.error({ err: failure }, 'refresh not answered'))
    },
  }

  async function answerNothing(context: TurnContext): Promise<void> {
    if (context.activity.type === 'invoke') await sendInvokeResponse(context, { status: 200 })
  }

  async function dropDialog(context: TurnContext, keys: string[]): Promise<void> {
    await state.read(context)
    await stack.delete(context)
    await handled.set(context, remember(await handled.get(context, []), keys, clock.now().epochMilliseconds))
    await state.saveChanges(context)
  }
}

export type Apology = ReturnType<typeof openApology>

async function sayIt(context: TurnContext, key: 'error.busy' | 'error.apology', reference: string): Promise<void> {
  const locale = localeOf(context.activity, speakerIn(context)?.locale)
  const sentence = text(locale, key, { reference, continue: COMMANDS.continue[locale] })
  if (context.activity.type === 'invoke') return sendInvokeResponse(context, { status: 200, message: sentence })
  await context.sendActivity(sentence)
}

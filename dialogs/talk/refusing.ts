import type { TurnContext } from 'botbuilder'
import { refusalText } from '../../cards/refusal.ts'
import type { Refusal } from '../../store/values/result.ts'
import { type Effects, end, type Outcome } from './outcome.ts'
import { sayText, turnOf } from './turn.ts'

/** Says why not, in the speaker's language. */
export async function sayRefusal(context: TurnContext, refusal: Refusal): Promise<void> {
  await sayText(context, refusalText(refusal, turnOf(context).speaker.locale))
}

/** Says why not, in the speaker's language, and the dialog is over. */
export async function refuse(
  { context }: { context: TurnContext },
  refusal: Refusal,
  effects: Effects = {},
): Promise<Outcome> {
  await sayRefusal(context, refusal)
  return end(effects)
}

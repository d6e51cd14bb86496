import type { TurnContext } from 'botbuilder'
import { refusalText } from '../../cards/refusal.ts'
import type { Refusal } from '../../store/values/result.ts'
import { sayText, turnOf } from './turn.ts'

/** Says why not, in the speaker's language. */
export async function sayRefusal(context: TurnContext, refusal: Refusal): Promise<void> {
  await sayText(context, refusalText(refusal, turnOf(context).speaker.locale))
}

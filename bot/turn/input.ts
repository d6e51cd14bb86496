import type { Activity } from 'botbuilder'
import { readAction } from '../../cards/actions.ts'
import type { Input } from '../../dialogs/talk/turn.ts'
import { bringsMore } from './words/brought-along.ts'
import { wordsOf } from './words/message-words.ts'

/** More than anybody types; the rest is cut before anything looks at it (F35). */
const MOST_TEXT = 20_000

/** Whether this invoke is a card's button (Action.Execute) or a refresh of one. */
export function isCardInvoke({ type, name }: Activity): boolean {
  return type === 'invoke' && name === 'adaptiveCard/action'
}

/** What came in, for the dialogs; undefined: nothing that a dialog answers. Never throws (F21, F23, F24). */
export function readInput(activity: Activity): Input | undefined {
  if (isCardInvoke(activity)) return pressed(Object(activity.value).action?.data)
  if (activity.type !== 'message') return undefined
  if (activity.value !== undefined && activity.value !== null) return pressed(activity.value)
  const { text, mentions } = wordsOf(activity)
  return {
    kind: 'text',
    text: text.slice(0, MOST_TEXT).trim(),
    ...(mentions.length > 0 ? { mentions } : {}),
    ...(bringsMore(activity) ? { broughtMore: true as const } : {}),
  }
}

function pressed(data: unknown): Input {
  const action = readAction(data)
  return action ? { kind: 'action', action } : { kind: 'bad-card' }
}

import { createHash } from 'node:crypto'
import type { Activity } from 'botbuilder'
import { VERBS } from '../../dialogs/buttons.ts'
import type { Input } from '../../dialogs/talk/turn.ts'
import type { Handled } from './turn-state.ts'

const MOST = 60
/** A menu can be pressed again; so soon after the last time it is the same press, delivered twice. */
const SAME_PRESS_MS = 10_000

/**
 * What this turn is known by, if it comes again. A press is known by the nonce of its card, because Teams re-delivers
 * with a new activity id (F29); words are known by their activity id.
 */
export function keysOf(activity: Activity, input: Input | undefined): string[] {
  const id = activity.id ? [`id:${activity.id}`] : []
  if (input?.kind !== 'action') return id
  const { nonce, ...what } = input.action
  if (!VERBS[what.verb].repeatable) return [...id, `once:${nonce}`]
  // A card in a channel is everybody's: the same press by somebody else is another one. Hashed: what is typed can be long.
  const press = createHash('sha256').update(JSON.stringify([activity.from?.id, what]))
  return [...id, `again:${nonce}:${press.digest('base64url').slice(0, 22)}`]
}

export function wasHandled(handled: Handled, keys: readonly string[], now: number): boolean {
  return handled.some(({ key, at }) => keys.includes(key) && (!key.startsWith('again:') || now - at < SAME_PRESS_MS))
}

/** The list with these keys added, bounded. */
export function remember(handled: Handled, keys: readonly string[], at: number): Handled {
  const others = handled.filter(({ key }) => !keys.includes(key))
  return [...others, ...keys.map((key) => ({ key, at }))].slice(-MOST)
}

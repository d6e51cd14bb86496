import type { TurnContext } from 'botbuilder'
import type { Person } from '../../store/people/person.ts'
import type { Clock } from '../../store/values/time.ts'
import { type Timer, within } from '../../store/values/timer.ts'
import type { Roster } from '../teams/roster.ts'
import { othersRead } from './others-read.ts'

/** Nobody waits longer than this for the roster's word on them. */
const PATIENCE_MS = 1_500
/** Of whom the roster says nothing is asked about again after this. */
const AGAIN_MS = 60 * 60_000
const MOST = 5_000

/**
 * Whether who speaks in their own chat is a guest, from the first word on: guests read only, and nobody offers them a right
 * in between. Who is known is not asked about again, but a guest who installs the app anew: some become members. A roster
 * that refuses, or is late, holds nobody up.
 */
export function openStanding({ roster, clock, timer }: { roster: Roster; clock: Clock; timer: Timer }) {
  const askedAt = new Map<string, number>()

  return async (context: TurnContext, key: string, known: Person['standing']): Promise<Person['standing']> => {
    const { type } = context.activity
    if (known === 'member' || (known === 'guest' && type !== 'installationUpdate')) return known
    if (type === 'event' || othersRead(context.activity)) return known
    const now = clock.now().epochMilliseconds
    const before = askedAt.get(key)
    if (before !== undefined && now >= before && now - before < AGAIN_MS) return known
    const answer = roster(context).catch(() => 'unknown' as const)
    const standing = await within(timer, PATIENCE_MS, answer, () => 'unknown' as const)
    if (standing === 'member') {
      askedAt.delete(key)
      return standing
    }
    askedAt.set(key, now)
    for (const oldest of askedAt.keys()) if (askedAt.size > MOST) askedAt.delete(oldest)
    return standing === 'guest' ? standing : known
  }
}

export type Standing = ReturnType<typeof openStanding>

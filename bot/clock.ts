import { Temporal } from 'temporal-polyfill'
import type { Clock } from '../store/values/time.ts'

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Temporal.Now.instant(),
  today: (zone) => Temporal.Now.plainDateISO(zone),
}

/** A clock that is ahead of another by an adjustable time: local mode's and the tests', to see a year in a minute. */
export function shiftedClock(base: Clock, aheadMs = 0) {
  let ahead = aheadMs
  let shown: { of: Temporal.Instant; ahead: number; at: Temporal.Instant } | undefined
  function now(): Temporal.Instant {
    const of = base.now()
    if (shown?.of !== of || shown.ahead !== ahead) shown = { of, ahead, at: of.add({ milliseconds: ahead }) }
    return shown.at
  }
  return {
    now,
    today: (zone: string) => now().toZonedDateTimeISO(zone).toPlainDate(),
    /** Milliseconds ahead of the other clock. */
    ahead: () => ahead,
    /** Only ever forward: what was promised for a later time must not come before it. */
    advance(ms: number): void {
      ahead += Math.max(0, ms)
    },
  }
}

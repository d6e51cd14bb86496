import { Temporal } from 'temporal-polyfill'
import { shiftedClock } from '../../bot/clock.ts'

export type ShiftedClock = ReturnType<typeof shiftedClock>

/** A clock that stands still until it is moved. */
export function standingClock(at = '2026-11-23T08:00:00Z'): ShiftedClock {
  const instant = Temporal.Instant.from(at)
  return shiftedClock({ now: () => instant, today: (zone) => instant.toZonedDateTimeISO(zone).toPlainDate() })
}

import type { Temporal } from 'temporal-polyfill'

/** When people may be written to unasked: hours of the day in their own zone, days of the week (1 = Monday), and no holidays. */
export type WorkingHours = { from: number; to: number; days: readonly number[]; holidays: readonly string[] }

export const OFFICE_HOURS: WorkingHours = { from: 9, to: 17, days: [1, 2, 3, 4, 5], holidays: [] }

/** No stretch of days off is longer; a calendar without any working day would otherwise be searched for ever. */
const LONGEST_BREAK = 31

export function isWorkingDay(day: Temporal.PlainDate, { days, holidays }: WorkingHours): boolean {
  return days.includes(day.dayOfWeek) && !holidays.includes(day.toString())
}

/** The day itself, or the nearest working day before it (`step` -1) or after it (`step` 1). */
export function workingDay(day: Temporal.PlainDate, hours: WorkingHours, step: -1 | 1): Temporal.PlainDate {
  let found = day
  for (let count = 0; count < LONGEST_BREAK && !isWorkingDay(found, hours); count++) found = found.add({ days: step })
  return found
}

/** When the working hours of that day begin in that zone. */
export function opening(day: Temporal.PlainDate, zone: string, { from }: WorkingHours): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime: { hour: from } }).toInstant()
}

/** The instant itself if it lies in somebody's working hours, or else when they next begin. */
export function nextOpen(at: Temporal.Instant, zone: string, hours: WorkingHours): Temporal.Instant {
  const here = at.toZonedDateTimeISO(zone)
  const today = here.toPlainDate()
  if (isWorkingDay(today, hours)) {
    if (here.hour < hours.from) return opening(today, zone, hours)
    if (here.hour < hours.to) return at
  }
  return opening(workingDay(today.add({ days: 1 }), hours, 1), zone, hours)
}

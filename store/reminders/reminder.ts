import { Temporal } from 'temporal-polyfill'
import type { Subscription } from '../subscriptions/subscription.ts'
import { graceEnds, type Term } from '../values/term.ts'
import { isWorkingDay, nextOpen, opening, type WorkingHours, workingDay } from './working-hours.ts'

/** When people are reminded (S16): days before the end of the term; negative ones are days after it, in grace. */
export const LADDER = [60, 30, 14, 7, 1, -1, -7, -23] as const
/** S16: with auto-renew on, the steps that announce the charge. They can't be switched off. */
export const NOTICES: readonly number[] = [30, 7]
/** Days off in a row and then some: how far a step can be moved. */
const FARTHEST_MOVE = 31
const LATER = { days: 3 }

/** What a step says of a subscription as it stands; undefined: nothing (dunning replaces the ladder, disputes wait). */
export function kindOf(step: number, subscription: Subscription): 'reminder' | 'charge-notice' | undefined {
  if (subscription.state !== 'active' && subscription.state !== 'grace') return undefined
  if (!subscription.autoRenew) return 'reminder'
  return NOTICES.includes(step) ? 'charge-notice' : undefined
}

/** When the term is over, and its benefits with the grace after it. */
export function endOf(term: Term): Temporal.Instant {
  return Temporal.PlainDate.from(term.end).toZonedDateTime(term.zone).toInstant()
}

/** The civil date for which a step is planned: its own, or the working day before it. */
function dayOf(step: number, end: string, hours: WorkingHours): Temporal.PlainDate {
  return workingDay(Temporal.PlainDate.from(end).subtract({ days: step }), hours, -1)
}

/**
 * When somebody hears of a step: as their working hours begin, on its day or the working day before it. What comes before
 * the end never comes after it, wherever the person is, and what comes after never before it.
 */
export function hearsAt(step: number, term: Term, zone: string, hours: WorkingHours): Temporal.Instant {
  const end = endOf(term)
  let day = dayOf(step, term.end, hours)
  let at = opening(day, zone, hours)
  if (step < 0) return isBefore(at, end) ? nextOpen(end, zone, hours) : at
  while (!isBefore(at, end)) {
    day = workingDay(day.subtract({ days: 1 }), hours, -1)
    at = opening(day, zone, hours)
  }
  return at
}

type PlannedStep = { step: number; end: string }

/** The same two or three days are asked for every hour. */
const RECENT = 8
const recent = new WeakMap<WorkingHours, Map<string, PlannedStep[]>>()

/** The steps that are planned on a civil date, each with the end of the terms that it is about. */
export function plannedOn(day: Temporal.PlainDate, hours: WorkingHours): readonly PlannedStep[] {
  const days = recent.get(hours) ?? new Map<string, PlannedStep[]>()
  recent.set(hours, days)
  const key = day.toString()
  const found = days.get(key) ?? stepsOn(day, hours)
  days.set(key, found)
  const [oldest] = days.keys()
  if (days.size > RECENT && oldest !== undefined) days.delete(oldest)
  return found
}

function stepsOn(day: Temporal.PlainDate, hours: WorkingHours): PlannedStep[] {
  if (!isWorkingDay(day, hours)) return []
  return LADDER.flatMap((step) => {
    // Whoever lives so far west that the last day before the end is the end itself hears a working day earlier.
    const days = step === 1 ? [day, workingDay(day.add({ days: 1 }), hours, 1)] : [day]
    return days
      .flatMap((planned) => withDaysOff(planned, hours))
      .map((each) => ({ step, end: each.add({ days: step }).toString() }))
  })
}

/** A working day and the days off right after it: what falls on those is moved to it. */
function withDaysOff(day: Temporal.PlainDate, hours: WorkingHours): Temporal.PlainDate[] {
  const days = [day]
  for (let next = day.add({ days: 1 }); days.length < FARTHEST_MOVE && !isWorkingDay(next, hours); ) {
    days.push(next)
    next = next.add({ days: 1 })
  }
  return days
}

/** "Remind me in 3 days": in working hours, never past the event; undefined: there is no time left before it. */
export function laterThan(
  now: Temporal.Instant,
  term: Term,
  { zone, hours, graceDays }: { zone: string; hours: WorkingHours; graceDays: number },
): Temporal.Instant | undefined {
  const end = endOf(term)
  const event = isBefore(now, end) ? end : graceEnds(term, graceDays).toZonedDateTime(term.zone).toInstant()
  const wanted = now.toZonedDateTimeISO(zone).toPlainDate().add(LATER)
  for (let day = workingDay(wanted, hours, 1); ; day = workingDay(day.subtract({ days: 1 }), hours, -1)) {
    const at = opening(day, zone, hours)
    if (!isBefore(now, at)) return undefined
    if (isBefore(at, event)) return at
  }
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0
}

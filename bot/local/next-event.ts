import { Temporal } from 'temporal-polyfill'
import type { JobKind } from '../../store/database/job.ts'
import { hearsAt, kindOf, LADDER } from '../../store/reminders/reminder.ts'
import { OFFICE_HOURS, workingDay } from '../../store/reminders/working-hours.ts'
import type { Store } from '../../store/store.ts'
import { firstTryAt } from '../../store/subscriptions/automatic-renewal.ts'
import { hasStarted, type StartedSubscription } from '../../store/subscriptions/subscription.ts'
import { EARLIEST_ZONE } from '../../store/use-cases/reminders/planning.ts'
import { graceEnds } from '../../store/values/term.ts'
import { type Clock, stored } from '../../store/values/time.ts'

type Parts = { store: Store; clock: Clock; graceDays: number }
/** Subscriptions that are looked at: those whose terms end first. */
const LOOKED_AT = 50
/** What is looked at again and again, whether somebody was told (S16) or the bank has decided: nothing happens by that. */
const WATCHES: readonly string[] = ['unreached', 'dispute'] satisfies JobKind[]
/** Later than any term of a test. */
const ANY_DATE = '9000-01-01'

/** The subscriptions whose terms end first, in grace or before it. */
async function running({ store }: Parts): Promise<StartedSubscription[]> {
  const [active, grace] = await Promise.all([
    store.subscriptions.dueForGrace(ANY_DATE, undefined, LOOKED_AT),
    store.subscriptions.dueForExpiry(ANY_DATE, undefined, LOOKED_AT),
  ])
  return [...grace, ...active].filter(hasStarted)
}

/** When something happens by itself next; undefined: nothing will. */
export async function nextEventAt(parts: Parts): Promise<Temporal.Instant | undefined> {
  const { store, clock, graceDays } = parts
  const [jobs, deliveries, subscriptions] = await Promise.all([
    store.jobs.waiting(20),
    store.deliveries.next(20),
    running(parts),
  ])
  const awaited = jobs.filter(({ kind }) => !WATCHES.includes(kind))
  const owed = [...awaited, ...deliveries].map((each) => Temporal.Instant.from(each.dueAt))
  return earliest([...owed, ...subscriptions.flatMap((subscription) => eventsOf(subscription, graceDays))], clock)
}

/** When the next term ends and its renewal is first tried. */
export async function nextRenewalAt(parts: Parts): Promise<Temporal.Instant | undefined> {
  const subscriptions = await running(parts)
  return earliest(
    subscriptions.map(({ term }) => firstTryAt(term)),
    parts.clock,
  )
}

function eventsOf(subscription: StartedSubscription, graceDays: number): Temporal.Instant[] {
  const { term } = subscription
  const steps = LADDER.filter((step) => kindOf(step, subscription)).flatMap((step) => plannedAt(step, subscription))
  return [...steps, firstTryAt(term), graceEnds(term, graceDays).toZonedDateTime(term.zone).toInstant()]
}

/** A step is planned as its day begins anywhere, before whoever lives farthest east is at work: then each hears in their own morning. */
function plannedAt(step: number, { term }: StartedSubscription): Temporal.Instant[] {
  const day = hearsAt(step, term, term.zone, OFFICE_HOURS).toZonedDateTimeISO(term.zone).toPlainDate()
  // Whoever lives so far west that the last day is over hears of it a working day earlier.
  const days = step === 1 ? [workingDay(day.subtract({ days: 1 }), OFFICE_HOURS, -1), day] : [day]
  return days.map((each) => each.toZonedDateTime(EARLIEST_ZONE).toInstant())
}

function earliest(all: Temporal.Instant[], clock: Clock): Temporal.Instant | undefined {
  const now = stored(clock.now())
  const next = all.map(stored).filter((each) => each > now)
  return next.length > 0 ? Temporal.Instant.from(next.sort()[0] ?? now) : undefined
}

import { Temporal } from 'temporal-polyfill'
import { firstTryAt } from '../store/automatic-renewal.ts'
import { hearsAt, kindOf, LADDER } from '../store/reminder.ts'
import type { Store } from '../store/store.ts'
import { type Begun, hasBegun } from '../store/subscription.ts'
import { graceEnds } from '../store/term.ts'
import { type Clock, stored } from '../store/time.ts'
import { OFFICE_HOURS } from '../store/working-hours.ts'

type Parts = { store: Store; clock: Clock; graceDays: number }
/** Subscriptions that are looked at: those whose terms end first. */
const LOOKED_AT = 50
/** Later than any term of a test. */
const ANY_DATE = '9000-01-01'

/** The subscriptions whose terms end first, in grace or before it. */
async function running({ store }: Parts): Promise<Begun[]> {
  const [active, grace] = await Promise.all([
    store.subscriptions.dueForGrace(ANY_DATE, undefined, LOOKED_AT),
    store.subscriptions.dueForExpiry(ANY_DATE, undefined, LOOKED_AT),
  ])
  return [...grace, ...active].filter(hasBegun)
}

/** When something happens by itself next; undefined: nothing will. */
export async function nextEventAt(parts: Parts): Promise<Temporal.Instant | undefined> {
  const { store, clock, graceDays } = parts
  const [jobs, deliveries, held] = await Promise.all([
    store.jobs.waiting(20),
    store.deliveries.next(20),
    running(parts),
  ])
  const owed = [...jobs, ...deliveries].map((each) => Temporal.Instant.from(each.dueAt))
  return earliest([...owed, ...held.flatMap((of) => eventsOf(of, graceDays))], clock)
}

/** When the next term ends and its renewal is first tried. */
export async function nextRenewalAt(parts: Parts): Promise<Temporal.Instant | undefined> {
  const held = await running(parts)
  return earliest(
    held.map(({ term }) => firstTryAt(term)),
    parts.clock,
  )
}

function eventsOf(of: Begun, graceDays: number): Temporal.Instant[] {
  const { term } = of
  const steps = LADDER.filter((step) => kindOf(step, of)).map((step) => hearsAt(step, term, term.zone, OFFICE_HOURS))
  return [...steps, firstTryAt(term), graceEnds(term, graceDays).toZonedDateTime(term.zone).toInstant()]
}

function earliest(all: Temporal.Instant[], clock: Clock): Temporal.Instant | undefined {
  const now = stored(clock.now())
  const next = all.map(stored).filter((each) => each > now)
  return next.length > 0 ? Temporal.Instant.from(next.sort()[0] ?? now) : undefined
}

import { Temporal } from 'temporal-polyfill'
import { hearsAt, kindOf, LADDER } from '../../store/reminders/reminder.ts'
import { OFFICE_HOURS, workingDay } from '../../store/reminders/working-hours.ts'
import type { Store } from '../../store/store.ts'
import { firstTryAt } from '../../store/subscriptions/automatic-renewal.ts'
import { hasStarted, type StartedSubscription } from '../../store/subscriptions/subscription.ts'
import type { Ticket } from '../../store/tickets/ticket.ts'
import { EARLIEST_ZONE } from '../../store/use-cases/reminders/planning.ts'
import { graceEnds } from '../../store/values/term.ts'
import { type Clock, stored } from '../../store/values/time.ts'

type Parts = { store: Store; clock: Clock; graceDays: number }
/** Subscriptions that are looked at: those whose terms end first. */
const LOOKED_AT = 50
/** What waits for its time in any one list. */
const WAITING = 20
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

/** Without a desk they are only looked at, every few minutes. */
async function ticketsAtDesk({ store }: Parts): Promise<Ticket[]> {
  const desk = await store.desks.get()
  return desk && !desk.lostAt ? store.tickets.toTell(WAITING) : []
}

/** When something happens by itself next; undefined: nothing will. */
export async function nextEventAt(parts: Parts): Promise<Temporal.Instant | undefined> {
  const { store, clock, graceDays } = parts
  const [jobs, deliveries, orders, tickets, subscriptions] = await Promise.all([
    store.jobs.waiting(WAITING),
    store.deliveries.next(WAITING),
    store.orders.toTell(WAITING),
    ticketsAtDesk(parts),
    running(parts),
  ])
  const times = [...jobs, ...deliveries].map(({ dueAt }) => dueAt)
  // News of an order, and all that a request has to say by itself: what is due soon, and what it holds up.
  times.push(...orders.flatMap(({ lookAt = [] }) => lookAt), ...tickets.flatMap(({ owedAt = [] }) => owedAt))
  const owed = times.map((each) => Temporal.Instant.from(each))
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

import { Temporal } from 'temporal-polyfill'
import { isReachable } from '../../people/conversation.ts'
import { newDelivery } from '../../reminders/delivery.ts'
import { hearsAt, kindOf, NOTICES, plannedOn } from '../../reminders/reminder.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import { orPassOver } from '../pass-over.ts'
import type { Services } from '../services.ts'
import { addressees } from './addressees.ts'
import { enqueueLook } from './unreached.ts'

const PAGE = 200
const MARK = 'reminders'
/** Where a civil date begins first: whatever is due on it anywhere is planned by then. */
export const EARLIEST_ZONE = '+14:00'
/** After a longer downtime older days are left out: what they would have said is over or said better by a later step. */
const FARTHEST_BACK = { days: 92 }

/**
 * What changes after a day was planned, auto-renew turned off or somebody new who may renew, is looked for so often: on
 * the two dates that are not over everywhere.
 */
const AGAIN = { hours: 1 }

/**
 * Plans the ladder (S16) day by day: who hears of which step when. Goes on where it stopped, in order; every instance may
 * plan, since the deliveries' keys name their effects. What it reads is what is due: the terms that end on the dates of
 * the steps.
 */
export function openReminders(services: Services) {
  const { store, clock, hours } = services
  let againAt: Temporal.Instant | undefined

  return async (): Promise<void> => {
    const now = clock.now()
    const today = now.toZonedDateTimeISO(EARLIEST_ZONE).toPlainDate()
    const mark = await store.checkpoints.of(MARK)
    const through = mark ? Temporal.PlainDate.from(mark) : today.subtract({ days: 1 })
    const oldest = today.subtract(FARTHEST_BACK)
    let day = (Temporal.PlainDate.compare(through, oldest) < 0 ? oldest : through).add({ days: 1 })
    for (; Temporal.PlainDate.compare(day, today) <= 0; day = day.add({ days: 1 })) {
      await plan({ day })
      await store.checkpoints.reach(MARK, day.toString())
    }
    if (againAt && Temporal.Instant.compare(now, againAt) < 0) return
    // Only what is to come: who turns auto-renew off at noon isn't reminded at once of what they have just read.
    for (const open of [today.subtract({ days: 1 }), today]) await plan({ day: open, after: now })
    againAt = now.add(AGAIN)
  }

  async function plan(when: When): Promise<void> {
    for (const { step, end } of plannedOn(when.day, hours))
      for (const autoRenew of NOTICES.includes(step) ? [false, true] : [false])
        await planEnds(when, step, end, autoRenew)
  }

  async function planEnds(when: When, step: number, end: string, autoRenew: boolean): Promise<void> {
    let found: Subscription[] = []
    do {
      found = await store.subscriptions.endingOn(end, autoRenew, found.at(-1)?._id ?? '', PAGE)
      for (const subscription of found)
        await orPassOver(services, 'a reminder cannot be planned', () => planOne(when, step, subscription))
    } while (found.length === PAGE)
  }

  async function planOne({ day, after }: When, step: number, subscription: Subscription): Promise<void> {
    const kind = kindOf(step, subscription)
    if (!subscription.term || !kind) return
    const everybody = await addressees(services, subscription.partnerId)
    const run = `reminders:${day}`
    const now = stored(clock.now())
    for (const { person, zone } of everybody) {
      const at = hearsAt(step, subscription.term, zone, hours)
      if (Temporal.PlainDate.compare(at.toZonedDateTimeISO(zone).toPlainDate(), day) > 0 && step > 0) continue
      if (after && Temporal.Instant.compare(at, after) <= 0) continue
      await store.runs.open(run, now)
      const planned = { kind, step, run, personId: person._id, plannedAt: now, dueAt: stored(at) }
      const { number } = subscription.term
      const _id = `remind:${subscription._id}:${number}:${step}:${person._id}`
      await store.deliveries.insert(newDelivery(subscription, { ...planned, _id, term: number }))
    }
    if (!after && !everybody.some(isReachable)) await enqueueLook(services, subscription._id, subscription.term.number)
  }
}

/** A civil date, and after which instant its steps are of interest; absent: all of them. */
type When = { day: Temporal.PlainDate; after?: Temporal.Instant }

import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Order } from '../orders/order.ts'
import { newOrder } from '../orders/order-steps.ts'
import type { PaymentMethod } from '../people/partner.ts'
import { graceEnds, type Term } from '../values/term.ts'
import type { Subscription } from './subscription.ts'

/** S19: after a declined payment it is tried again so many days after the first try, and on the last day of grace. */
const AGAIN_AFTER_DAYS = [3, 7] as const
/** Into the renewal day: a clock that is five minutes ahead of the others charges nobody a day too early. */
const INTO_THE_DAY = { minutes: 10 }
const ALL_DAY_LONG = { minutes: 10 }
const NUMBER_LENGTH = 20

/** When this term's renewal is first tried: ten minutes into the civil date on which it ends, in its own zone (S12, S19). */
export function firstTryAt(term: Term): Temporal.Instant {
  return startOf(Temporal.PlainDate.from(term.end), term.zone)
}

/**
 * The civil dates on which payment is tried, earliest first: the day of renewal (or the day on which that was caught up
 * on), three and seven days later, and the last day of grace.
 */
function triesOf(term: Term, graceDays: number, first: Temporal.PlainDate | undefined): Temporal.PlainDate[] {
  const begin = first ?? Temporal.PlainDate.from(term.end)
  const last = graceEnds(term, graceDays).subtract({ days: 1 })
  const days = [begin, ...AGAIN_AFTER_DAYS.map((days) => begin.add({ days })), last]
  return days.filter((each, i) => !isAfter(each, last) && days.findIndex((other) => other.equals(each)) === i)
}

/** What is to be done now, and when to look again; `tryNow` is false when the day's try has been made. */
export function tryOn(
  term: Term,
  graceDays: number,
  order: Order | undefined,
  now: Temporal.Instant,
): { tryNow: boolean; next: Temporal.Instant | undefined } {
  const made = order?.attempts.filter((each) => !each.gaveWay) ?? []
  const tries = triesOf(term, graceDays, dateOf(made[0]?.openedAt, term.zone))
  const due = tries.filter((each) => Temporal.Instant.compare(startOf(each, term.zone), now) <= 0).at(-1)
  const last = dateOf(made.at(-1)?.openedAt, term.zone)
  const upcoming = tries.find((each) => Temporal.Instant.compare(startOf(each, term.zone), now) > 0)
  return {
    tryNow: due !== undefined && (last === undefined || isAfter(due, last)),
    next: upcoming && startOf(upcoming, term.zone),
  }
}

/**
 * When a charge that waits for something else than its day is looked at again (S21): as the next day begins, in the zone of
 * the term; on the last day of grace, after which there is no other, all day long.
 */
export function whileItWaits(term: Term, graceDays: number, now: Temporal.Instant): Temporal.Instant {
  const tomorrow = now.toZonedDateTimeISO(term.zone).toPlainDate().add({ days: 1 })
  return Temporal.PlainDate.compare(tomorrow, graceEnds(term, graceDays)) < 0
    ? startOf(tomorrow, term.zone)
    : now.add(ALL_DAY_LONG)
}

/** Who did it, in the audit log, when no person did: the time that came. */
const TIME = 'time'

/**
 * *The* automatic order of a subscription and term: the same one whoever makes it, so that two instances make one. It is
 * nobody's: no person goes on with it. `salt` counts up when somebody else's order has its number.
 */
export function automaticOrder(
  subscription: Subscription,
  term: number,
  { salt, now, keepUntil }: { salt: number; now: string; keepUntil: string },
): Order {
  const digest = createHash('sha256').update(`${subscription._id}\n${term}\n${salt}`).digest('hex')
  const id = BigInt(`0x${digest}`).toString(36).slice(0, NUMBER_LENGTH)
  const { partnerId, offerId, area, _id: subscriptionId } = subscription
  const order = newOrder({ id, partnerId, personId: TIME, offerId, area, renews: { subscriptionId, term }, now })
  return { ...order, automatic: true, expiresAt: keepUntil }
}

/** What this try will charge, frozen before the gateway is asked. */
export function readyToCharge(order: Order, method: PaymentMethod, frozen: NonNullable<Order['frozen']>): Order {
  return { ...order, state: 'reviewed', method, frozen, review: order.review + 1 }
}

function startOf(day: Temporal.PlainDate, zone: string): Temporal.Instant {
  return day.toZonedDateTime(zone).add(INTO_THE_DAY).toInstant()
}

function dateOf(at: string | undefined, zone: string): Temporal.PlainDate | undefined {
  return at === undefined ? undefined : Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate()
}

function isAfter(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) > 0
}

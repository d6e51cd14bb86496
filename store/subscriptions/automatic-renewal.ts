import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { type Attempt, MOST_ATTEMPTS, type Order } from '../orders/order.ts'
import { newOrder } from '../orders/order-steps.ts'
import type { PaymentMethod } from '../people/partner.ts'
import { graceEnds, type Term } from '../values/term.ts'
import type { Subscription } from './subscription.ts'

/** S19: after a declined payment it is tried again so many days after the first try, `last`: on the last day of grace. */
export type Retries = readonly (number | 'last')[]
export const USUAL_RETRIES: Retries = [3, 7, 'last']
/** Into the renewal day: a clock that is five minutes ahead of the others charges nobody a day too early. */
const INTO_THE_DAY = { minutes: 10 }
const ALL_DAY_LONG = { minutes: 10 }
const NUMBER_LENGTH = 20

/** When this term's renewal is first tried: ten minutes into the civil date on which it ends, in its own zone (S12, S19). */
export function firstTryAt(term: Term): Temporal.Instant {
  return startOf(Temporal.PlainDate.from(term.end), term.zone)
}

/** What the days of trying follow from. */
export type TryAsk = {
  term: Term
  graceDays: number
  retries: Retries
  /** The automatic order of the next term, once there is one. */
  order: Order | undefined
  /** The card on file, and since when it is. */
  card: { id: string; since: string | undefined } | undefined
  now: Temporal.Instant
}

/**
 * The civil dates on which payment is tried, earliest first: the day of renewal (or the day on which that was caught up
 * on), the operator's days after it, and the day after another card was put on file (S19).
 */
function triesOf({ graceDays, retries, ...ask }: TryAsk, made: readonly Attempt[]): Temporal.PlainDate[] {
  const { term } = ask
  const begin = dateOf(made[0]?.openedAt, term.zone) ?? Temporal.PlainDate.from(term.end)
  const last = graceEnds(term, graceDays).subtract({ days: 1 })
  const again = retries.map((days) => (days === 'last' ? last : begin.add({ days })))
  const since = dateOf(newCardSince(ask, made), term.zone)
  const days = [begin, ...again, ...(since ? [since.add({ days: 1 })] : [])].toSorted(Temporal.PlainDate.compare)
  return days.filter((each, i) => !isAfter(each, last) && days.findIndex((other) => other.equals(each)) === i)
}

/** Since when there is a card on which nothing of this has been tried, though another would have been; undefined: there is none. */
function newCardSince({ card, term }: Pick<TryAsk, 'card' | 'term'>, made: readonly Attempt[]): string | undefined {
  if (!card?.since || made.some((each) => each.method.id === card.id)) return undefined
  const before = made.at(-1)?.openedAt ?? firstTryAt(term).toString({ fractionalSecondDigits: 3 })
  return card.since > before ? card.since : undefined
}

/** What is to be done now, and when to look again; `tryNow` is false when the day's try has been made. */
export function tryOn(ask: TryAsk): { tryNow: boolean; next: Temporal.Instant | undefined } {
  const { term, graceDays, order, now } = ask
  const made = order?.attempts.filter((each) => !each.gaveWay) ?? []
  const tries = triesOf(ask, made)
  const due = tries.filter((each) => Temporal.Instant.compare(startOf(each, term.zone), now) <= 0).at(-1)
  const last = dateOf(made.at(-1)?.openedAt, term.zone)
  const upcoming = tries.find((each) => Temporal.Instant.compare(startOf(each, term.zone), now) > 0)
  // Another card on the last day of grace: there is no day after it.
  const tomorrow = now.toZonedDateTimeISO(term.zone).toPlainDate().add({ days: 1 })
  const isLastDay = tomorrow.equals(graceEnds(term, graceDays))
  const since = newCardSince(ask, made)
  // What was missed before another card came is made up for on its own day.
  const isMissed = since !== undefined && due !== undefined && !isAfter(due, dateOf(since, term.zone) ?? due)
  const tryNow = due !== undefined && (last === undefined || isAfter(due, last)) && !isMissed
  return {
    tryNow: (order?.attempts.length ?? 0) < MOST_ATTEMPTS && (tryNow || (isLastDay && since !== undefined)),
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

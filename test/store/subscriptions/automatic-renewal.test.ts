import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import type { Attempt, Order } from '../../../store/orders/order.ts'
import { type TryAsk, tryOn, USUAL_RETRIES } from '../../../store/subscriptions/automatic-renewal.ts'
import { firstTerm, graceEnds } from '../../../store/values/term.ts'
import { stored } from '../../../store/values/time.ts'
import { reviewedOrder } from '../../support/records.ts'

const ZONE = 'Asia/Taipei'
const term = firstTerm(Temporal.PlainDate.from('2026-11-23'), ZONE)
const GRACE = 30
/** A moment so many days after the end of the term, in its own zone. */
const day = (days: number, time = '00:10') =>
  Temporal.PlainDate.from(term.end).add({ days }).toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant()

/** An order whose card was tried on those days, in vain. */
function triedOn(...days: number[]): Order {
  const base = reviewedOrder()
  assert.ok(base.frozen && base.method)
  const { frozen, method } = base
  const attempts = days.map((each, i): Attempt => {
    const times = { openedAt: stored(day(each)), endedAt: stored(day(each)), state: 'failed' as const }
    const about = { n: i + 1, key: `${base._id}:${i + 1}`, customer: 'c', subscriptionId: 's', money: frozen.price }
    return { ...about, ...times, method }
  })
  return { ...base, attempts }
}

/** The days on which it is tried, if every try fails and somebody looks each day at noon. */
function daysOf({ retries = USUAL_RETRIES, newCard }: { retries?: TryAsk['retries']; newCard?: number }): number[] {
  const tried: number[] = []
  for (let now = 0; now < GRACE; now++) {
    const card =
      newCard !== undefined && now >= newCard ? { id: 'new', since: stored(day(newCard, '09:00')) } : undefined
    const ask = { term, graceDays: GRACE, retries, card: card ?? { id: 'old', since: undefined } }
    const order = triedOn(...tried)
    const attempts = order.attempts.map((each, i) =>
      (tried[i] ?? 0) > (newCard ?? GRACE) ? { ...each, method: { ...each.method, id: 'new' } } : each,
    )
    if (tryOn({ ...ask, order: { ...order, attempts }, now: day(now, '12:00') }).tryNow) tried.push(now)
  }
  return tried
}

describe('the days on which a renewal is tried', () => {
  it('S19: are the day itself, 3 and 7 days after it, and the last day of grace', () => {
    assert.deepEqual(daysOf({}), [0, 3, 7, 29])
  })

  it('S19: are the operator’s, and end with as many days left as the operator says', () => {
    assert.deepEqual(daysOf({ retries: [1, 5, 21] }), [0, 1, 5, 21])
    assert.deepEqual(daysOf({ retries: ['last'] }), [0, 29])
  })

  it('S19: another card is tried on the day after it came, whatever day that is', () => {
    assert.deepEqual(daysOf({ newCard: 8 }), [0, 3, 7, 9, 29])
    // Nobody looked at midnight, and by noon there was another card.
    assert.deepEqual(daysOf({ newCard: 0 }), [1, 4, 8, 29])
    assert.deepEqual(daysOf({ newCard: 2 }), [0, 3, 7, 29])
    assert.deepEqual(daysOf({ retries: [3, 7, 21], newCard: 24 }), [0, 3, 7, 21, 25])
  })

  it('S19: on the last day of grace another card is tried the same day: there is no other', () => {
    assert.deepEqual(daysOf({ retries: [3], newCard: 28 }), [0, 3, 29])
    const late = { id: 'new', since: stored(day(29, '09:00')) }
    const ask = { term, graceDays: GRACE, retries: USUAL_RETRIES, card: late }
    assert.equal(tryOn({ ...ask, order: triedOn(0, 3, 7, 29), now: day(29, '09:01') }).tryNow, true)
    assert.equal(graceEnds(term, GRACE).toString(), day(30).toZonedDateTimeISO(ZONE).toPlainDate().toString())
  })

  it('S19: a card that was there when it was tried is no other card', () => {
    const card = { id: reviewedOrder().method?.id ?? '', since: stored(day(0, '00:05')) }
    const ask = { term, graceDays: GRACE, retries: USUAL_RETRIES, card }
    assert.equal(tryOn({ ...ask, order: triedOn(0), now: day(1, '12:00') }).tryNow, false)
  })
})

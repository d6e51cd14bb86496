import assert from 'node:assert/strict'
import { giveUp, type Outcome, recordOutcome } from '../../../store/orders/attempt.ts'
import type { Order } from '../../../store/orders/order.ts'
import {
  agreeToTerms,
  changeAnswer,
  chooseMethod,
  openAttempt,
  review,
  stillAsReviewed,
} from '../../../store/orders/order-steps.ts'
import { reviewedOrder } from '../../support/records.ts'

const NOW = '2026-11-23T09:00:00.000Z'
const TOMORROW = '2026-11-24T09:00:00.000Z'

function charging(differs: Partial<Order> = {}): Order {
  const opened = openAttempt(reviewedOrder(differs), 'customer-one', 'place-one', NOW)
  assert.ok(opened.ok)
  return opened.value
}

describe('an order', () => {
  it('opens attempt n+1 only after n has finally failed; never two are open', () => {
    const first = charging()
    assert.deepEqual(
      first.attempts.map((each) => [each.n, each.key, each.state]),
      [[1, `${first._id}:1`, 'open']],
    )
    for (const state of ['charging', 'needs-customer', 'unknown', 'declined', 'paid'] as const)
      assert.deepEqual(openAttempt({ ...first, state }, 'c', 'p', NOW), { ok: false, refusal: 'order-in-payment' })
    const declined = recordOutcome(first, { state: 'declined', code: 'generic_decline' }, NOW)
    const second = openAttempt({ ...declined, state: 'reviewed' }, 'customer-one', 'place-two', NOW)
    assert.ok(second.ok)
    assert.deepEqual(
      second.value.attempts.map((each) => [each.n, each.state]),
      [
        [1, 'failed'],
        [2, 'open'],
      ],
    )
  })

  it('money: what was frozen at the review is what the attempt asks for', () => {
    assert.deepEqual(charging().attempts[0]?.money, { amount: 47_500, currency: 'USD' })
  })

  it('S10: freezes offer, price and term, and numbers each review; without terms or method there is none', () => {
    const { frozen, terms: _terms, ...without } = reviewedOrder()
    assert.ok(frozen)
    assert.deepEqual(review({ ...without, state: 'draft' }, frozen, NOW), { ok: false, refusal: 'terms-not-agreed' })
    const { method: _method, ...noMethod } = reviewedOrder()
    assert.deepEqual(review(noMethod, frozen, NOW), { ok: false, refusal: 'no-payment-method' })
    const next = review(reviewedOrder(), frozen, NOW)
    assert.equal(next.ok && next.value.review, 2)
  })

  it('F26, F27: only the last review buys, and only while price, offer and dates are what it showed', () => {
    const order = reviewedOrder({ review: 3 })
    assert.ok(order.frozen)
    const { price, offerVersion, term } = order.frozen
    const today = { price, offerVersion, term }
    assert.equal(stillAsReviewed(order, 3, today), true)
    assert.equal(stillAsReviewed(order, 2, today), false)
    assert.equal(stillAsReviewed(order, 3, { ...today, price: { ...price, amount: 1 } }), false)
    assert.equal(stillAsReviewed(order, 3, { ...today, price: { ...price, currency: 'TWD' } }), false)
    assert.equal(stillAsReviewed(order, 3, { ...today, offerVersion: '2' }), false)
    assert.equal(stillAsReviewed(order, 3, { ...today, term: { ...term, start: '2026-11-24' } }), false)
  })

  it('S8–S10: no answer changes once money is under way, or after 24 hours', () => {
    const paying = charging()
    const method = { id: 'm2', brand: 'Visa', last4: '1111', expires: '2030-01' }
    const terms = { version: '1', url: 'https://example.com', locale: 'en' as const, agreedAt: NOW, by: 'x' }
    for (const change of [
      (order: Order, at: string) => chooseMethod(order, method, at),
      (order: Order, at: string) => agreeToTerms(order, terms, at),
      (order: Order, at: string) => changeAnswer(order, 'terms', at),
    ]) {
      assert.deepEqual(change(paying, NOW), { ok: false, refusal: 'order-in-payment' })
      assert.deepEqual(change(reviewedOrder(), TOMORROW), { ok: false, refusal: 'order-over' })
      assert.equal(change(reviewedOrder(), NOW).ok, true)
    }
  })

  it('F57: money that differs from what was frozen is paid, and marked to be parked', () => {
    const paid = recordOutcome(
      charging(),
      { state: 'succeeded', chargeId: 'c', money: { amount: 1, currency: 'USD' } },
      NOW,
    )
    assert.deepEqual([paid.state, paid.parkedBecause], ['paid', 'amount-differs'])
  })

  it('a settled order stays settled, whatever a late word says', () => {
    const words: Outcome[] = [
      { state: 'succeeded', chargeId: 'c', money: { amount: 47_500, currency: 'USD' } },
      { state: 'declined', code: 'late' },
      { state: 'unknown' },
      { state: 'processing', chargeId: 'c' },
      { state: 'needs-customer', chargeId: 'c' },
    ]
    const settled = [
      recordOutcome(charging(), { state: 'declined', code: 'x' }, NOW),
      recordOutcome(charging(), { state: 'succeeded', chargeId: 'c', money: { amount: 47_500, currency: 'USD' } }, NOW),
      giveUp({ ...charging(), state: 'unknown' }, NOW),
    ]
    for (const order of settled) for (const word of words) assert.equal(recordOutcome(order, word, TOMORROW), order)
  })
})

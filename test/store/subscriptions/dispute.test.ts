import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { DISPUTE_STATES, type DisputeState, type Order } from '../../../store/orders/order.ts'
import { underDispute, waitsFor } from '../../../store/subscriptions/dispute.ts'
import { type Subscription, subscription } from '../../../store/subscriptions/subscription.ts'
import type { Term } from '../../../store/values/term.ts'

const SUBSCRIPTION_STATES = subscription.shape.state.options

const FIRST: Term = { number: 1, start: '2026-11-23', end: '2027-11-23', zone: 'Asia/Taipei', anchor: '11-23' }
const NEXT: Term = { ...FIRST, number: 2, start: '2027-11-23', end: '2028-11-23' }
const LAST: Term = { ...FIRST, number: 3, start: '2028-11-23', end: '2029-11-23' }
const HELD = { _id: 'sub', state: 'active', live: true, autoRenew: true, term: FIRST } as Subscription
const disputed = (term: Term, state: DisputeState = 'open') =>
  ({ _id: 'ord-1', frozen: { term }, dispute: { id: 'd', state } }) as Order
const on = (day: string) => Temporal.PlainDate.from(day)

describe('a disputed payment', () => {
  it('F59: benefits wait for it while the term that it paid for runs, and as long as nothing follows on it', () => {
    for (const [term, of, day, waits] of [
      [FIRST, FIRST, '2026-11-23', true],
      [FIRST, FIRST, '2028-02-01', true],
      // Renewed early: the year that runs is paid by another order than the one to come.
      [NEXT, FIRST, '2027-11-22', true],
      [NEXT, NEXT, '2027-11-22', false],
      [NEXT, FIRST, '2027-11-23', false],
      [NEXT, NEXT, '2027-11-23', true],
      [LAST, FIRST, '2027-02-01', false],
    ] as const)
      assert.equal(
        waitsFor(disputed(of), { ...HELD, term }, on(day)),
        waits,
        `${of.number} of ${term.number} on ${day}`,
      )
  })

  it('F59: also after it was lost, and no longer once it is won', () => {
    const waits = DISPUTE_STATES.filter((state) => waitsFor(disputed(FIRST, state), HELD, on('2027-02-01')))
    assert.deepEqual(waits, ['open', 'lost'])
  })

  it('F59: of all states only what is active today is frozen, and only what is frozen is active again', () => {
    for (const state of SUBSCRIPTION_STATES) {
      const subscription = { ...HELD, state }
      const standing = (waits: boolean) => underDispute(subscription, waits, on('2027-02-01'), 30).state
      assert.deepEqual(
        [standing(true), standing(false)],
        [state === 'active' ? 'frozen' : state, state === 'frozen' ? 'active' : state],
      )
    }
    assert.equal(underDispute(HELD, true, on('2027-11-23'), 30), HELD, 'in grace today, written down or not')
  })
})

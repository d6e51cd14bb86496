import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { asOn, lapse, stateOn } from '../../../store/subscriptions/lapse.ts'
import { SUBSCRIPTION_STEPS, subscription } from '../../../store/subscriptions/subscription.ts'
import { heldSubscription } from '../../support/subscriptions.ts'

const SUBSCRIPTION_STATES = subscription.shape.state.options

const on = (date: string) => Temporal.PlainDate.from(date)

describe('how a subscription stands on a day', () => {
  for (const [date, state] of [
    ['2027-11-22', 'active'],
    ['2027-11-23', 'grace'],
    ['2027-12-22', 'grace'],
    ['2027-12-23', 'expired'],
    ['2031-01-01', 'expired'],
  ] as const) {
    it(`S13, S18: written as active, it is ${state} on ${date}, whether or not that has been written down`, () => {
      assert.equal(stateOn(heldSubscription(), on(date), 30), state)
      assert.equal(asOn(heldSubscription(), on(date), 30).state, state)
    })
  }

  it('S18: written as in grace, it expires on the day on which grace ends and not before', () => {
    const grace = heldSubscription({ state: 'grace' })
    assert.equal(stateOn(grace, on('2027-12-22'), 30), 'grace')
    assert.equal(stateOn(grace, on('2027-12-23'), 30), 'expired')
  })

  it('what is pending, disputed or over stays so whatever the day', () => {
    for (const state of SUBSCRIPTION_STATES) {
      if (state === 'active' || state === 'grace') continue
      assert.equal(stateOn(heldSubscription({ state }), on('2031-01-01'), 30), state)
    }
    const { term: _none, ...pending } = heldSubscription({ state: 'pending' })
    assert.equal(stateOn(pending, on('2031-01-01'), 30), 'pending')
  })
})

describe('writing down that time has passed', () => {
  it('goes one step of the table at a time and then rests', () => {
    const day = on('2028-01-01')
    const grace = lapse(heldSubscription(), day, 30)
    assert.deepEqual(grace, heldSubscription({ state: 'grace' }))
    const expired = lapse(grace, day, 30)
    assert.equal(expired.state, 'expired')
    assert.equal(expired.live, undefined, 'its place is free')
    assert.equal(lapse(expired, day, 30), expired)
  })

  it('never takes a step that the table does not know', () => {
    for (const state of SUBSCRIPTION_STATES) {
      for (const date of ['2027-11-22', '2027-11-23', '2027-12-23', '2030-01-01']) {
        const before = heldSubscription({ state })
        const after = lapse(before, on(date), 30)
        assert.ok(after.state === state || SUBSCRIPTION_STEPS[state].includes(after.state), `${state} on ${date}`)
      }
    }
  })

  it('changes nothing while there is nothing to write', () => {
    const active = heldSubscription()
    assert.equal(lapse(active, on('2027-11-22'), 30), active)
    const grace = heldSubscription({ state: 'grace' })
    assert.equal(lapse(grace, on('2027-12-22'), 30), grace)
  })
})

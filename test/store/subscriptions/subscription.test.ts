import assert from 'node:assert/strict'
import * as module from '../../../store/subscriptions/subscription.ts'
import {
  activate,
  autoRenewOffEntry,
  beginRenewal,
  mayTurnOffAutoRenew,
  renewed,
  subscription,
  turnOffAutoRenew,
} from '../../../store/subscriptions/subscription.ts'
import { nextTerm } from '../../../store/values/term.ts'
import { heldSubscription } from '../../support/subscriptions.ts'

const SUBSCRIPTION_STATES = subscription.shape.state.options

const NOW = '2027-09-19T08:00:00.000Z'
const { term } = heldSubscription()

describe('auto-renew', () => {
  it('S13: turning it off leaves term, state and everything else as they are', () => {
    const before = heldSubscription()
    const off = turnOffAutoRenew(before, 'p1', NOW)
    assert.deepEqual(off, { ...before, autoRenew: false, autoRenewOffSince: NOW, autoRenewOffBy: 'p1' })
  })

  it('S13: it can be turned off at any time while there is a term: active, in grace, disputed', () => {
    const answers = SUBSCRIPTION_STATES.map((state) => {
      const may = mayTurnOffAutoRenew(heldSubscription({ state }))
      return `${state}: ${may.ok ? 'ok' : may.refusal}`
    })
    assert.deepEqual(answers, [
      'pending: subscription-over',
      'active: ok',
      'grace: ok',
      'frozen: ok',
      'released: subscription-over',
      'expired: subscription-over',
      'cancelled: subscription-over',
    ])
  })

  it('S14: once off, turning it off again keeps who did it and when', () => {
    const off = turnOffAutoRenew(heldSubscription(), 'p1', NOW)
    assert.equal(turnOffAutoRenew(off, 'p2', '2027-10-01T08:00:00.000Z'), off)
    assert.deepEqual(mayTurnOffAutoRenew(off), { ok: false, refusal: 'auto-renew-off-already' })
  })

  it('S14: no function of the record turns it on but renewing', () => {
    const off = turnOffAutoRenew(heldSubscription(), 'p1', NOW)
    const changing = Object.entries(module).filter(([, value]) => typeof value === 'function')
    for (const [name, change] of changing) {
      if (name === 'renewed' || name === 'pendingFor') continue
      const after: unknown = Reflect.apply(change as () => unknown, undefined, [off, 'p1', NOW])
      if (typeof after === 'object' && after !== null && 'autoRenew' in after)
        assert.equal(after.autoRenew, false, name)
    }
    assert.equal(activate(off, term).autoRenew, false)
    assert.equal(beginRenewal(off, NOW).autoRenew, false)
  })

  it('S15: renewing switches it on again and forgets who had turned it off', () => {
    const off = turnOffAutoRenew(beginRenewal(heldSubscription(), NOW), 'p1', NOW)
    assert.deepEqual(renewed(off, nextTerm(term)), heldSubscription({ term: nextTerm(term) }))
  })

  it('the audit entry is made from the record alone, and there is none while it is on', () => {
    const silver = heldSubscription({ offerId: 'silver', area: 'security' })
    assert.deepEqual(autoRenewOffEntry(turnOffAutoRenew(silver, 'gold', NOW)), {
      _id: 'auto-renew-off:subscription-one:1',
      partnerId: 'tenant-one',
      by: 'gold',
      what: 'auto-renew-off',
      about: 'subscription-one',
      facts: { offer: 'silver', area: 'security', term: 1, ends: '2027-11-23' },
      at: NOW,
    })
    assert.equal(autoRenewOffEntry(silver), undefined)
  })
})

describe('renewing', () => {
  it('S18: writes the term that was paid for, if it follows on the one that is held', () => {
    assert.deepEqual(renewed(heldSubscription(), nextTerm(term))?.term, nextTerm(term))
    assert.equal(renewed(heldSubscription({ state: 'grace' }), nextTerm(term))?.state, 'active')
  })

  it('done twice, it adds no second term', () => {
    const once = renewed(heldSubscription(), nextTerm(term))
    assert.ok(once)
    assert.equal(renewed(once, nextTerm(term)), once)
  })

  it('a term that does not follow is not written', () => {
    const later = nextTerm(nextTerm(term))
    assert.equal(renewed(heldSubscription(), later), undefined)
    assert.equal(renewed(heldSubscription(), { ...nextTerm(term), end: '2028-11-24' }), undefined)
    assert.equal(renewed(heldSubscription({ term: later }), nextTerm(term)), undefined)
  })

  it('what is over is not renewed, but what was written before it was over counts as written', () => {
    for (const state of ['expired', 'cancelled', 'released'] as const) {
      assert.equal(renewed(heldSubscription({ state }), nextTerm(term)), undefined, state)
      const written = heldSubscription({ state, term: nextTerm(term) })
      assert.equal(renewed(written, nextTerm(term)), written, state)
    }
  })

  it('a disputed one gets its year and stays disputed', () => {
    assert.equal(renewed(heldSubscription({ state: 'frozen' }), nextTerm(term))?.state, 'frozen')
  })
})

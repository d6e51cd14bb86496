import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import type { Offer } from '../../../store/catalogue/offer.ts'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import { order } from '../../../store/orders/order.ts'
import { isTheRenewal } from '../../../store/orders/the-renewal.ts'
import {
  mayBeBeginning,
  mayRenew,
  mayRenewWhenDue,
  type RenewalAsk,
  renewalWindow,
} from '../../../store/subscriptions/renewal.ts'
import { nextTerm } from '../../../store/values/term.ts'
import { partnerOne } from '../../support/partner.ts'
import { heldSubscription, reviewedRenewal } from '../../support/subscriptions.ts'

const ORDER_STATES = order.shape.state.options

const catalogue = readCatalogue()
const offer = (id: string): Offer => {
  const found = catalogue.offers.find((each) => each.id === id)
  assert.ok(found)
  return found
}
const PARTNER = partnerOne()

function ask(today: string, differs: Partial<RenewalAsk> = {}): RenewalAsk {
  return {
    ...{
      offer: offer('action-pack'),
      area: '',
      partner: PARTNER,
      subscriptions: [heldSubscription()],
      met: [],
      goldId: 'gold',
    },
    ...{ subscription: heldSubscription(), today: Temporal.PlainDate.from(today), graceDays: 30 },
    ...differs,
  }
}

/** The refusal on that day, or `ok`. */
const on = (today: string, differs: Partial<RenewalAsk> = {}) => {
  const may = mayRenew(ask(today, differs))
  return may.ok ? 'ok' : may.refusal
}

const SILVER = heldSubscription({ _id: 'silver-one', offerId: 'silver', area: 'security' })
const GOLD = heldSubscription({ _id: 'gold-one', offerId: 'gold', area: 'security' })
const EARNED = {
  offer: offer('silver'),
  area: 'security',
  subscription: SILVER,
  met: ['certified-people', 'customer-references'],
}

describe('the renewal window', () => {
  it('S18: opens 90 days before the end and closes 30 days after it', () => {
    assert.deepEqual(renewalWindow(heldSubscription().term, 30), { opens: '2027-08-25', closes: '2027-12-23' })
  })

  for (const [today, answer] of [
    ['2027-08-24', 'renewal-too-early'],
    ['2027-08-25', 'ok'],
    ['2027-11-22', 'ok'],
    ['2027-11-23', 'ok'],
    ['2027-12-22', 'ok'],
    ['2027-12-23', 'renewal-too-late'],
  ]) {
    it(`S18: on ${today} the answer is ${answer}, whether the record says active or grace`, () => {
      assert.equal(on(today ?? ''), answer)
      if (answer !== 'renewal-too-early')
        assert.equal(on(today ?? '', { subscription: heldSubscription({ state: 'grace' }) }), answer)
    })
  }

  it('S18: the new term starts where the old one ended, early or late', () => {
    for (const today of ['2027-08-25', '2027-11-23', '2027-12-22']) {
      const may = mayRenew(ask(today))
      assert.deepEqual(may.ok && may.value.term, {
        ...heldSubscription().term,
        ...{ number: 2, start: '2027-11-23', end: '2028-11-23' },
      })
    }
  })
})

describe('whether it may be renewed', () => {
  it('S17: at today’s price in the partner’s currency', () => {
    const may = mayRenew(ask('2027-10-01', { partner: { ...PARTNER, currency: 'TWD' } }))
    assert.deepEqual(may.ok && may.value.price, { amount: 1_480_000, currency: 'TWD' })
  })

  it('not while a payment is disputed, nor when it is over', () => {
    assert.equal(on('2027-10-01', { subscription: heldSubscription({ state: 'frozen' }) }), 'subscription-frozen')
    assert.equal(on('2027-10-01', { subscription: heldSubscription({ state: 'cancelled' }) }), 'subscription-over')
    assert.equal(on('2027-10-01', { subscription: heldSubscription({ state: 'expired' }) }), 'renewal-too-late')
  })

  it('S2: only a member, and only what is sold in its currency', () => {
    assert.equal(on('2027-10-01', { partner: undefined }), 'not-a-member')
    assert.equal(on('2027-10-01', { partner: { ...PARTNER, currency: 'CHF' } }), 'no-price-in-currency')
  })

  it('S4: a competency only while every requirement is met', () => {
    assert.equal(on('2027-10-01', EARNED), 'ok')
    assert.equal(on('2027-10-01', { ...EARNED, met: ['certified-people'] }), 'requirements-unmet')
  })

  it('S3: Silver is not renewed beside Gold of its area; Gold of another area is no hindrance', () => {
    assert.equal(on('2027-10-01', { ...EARNED, subscriptions: [SILVER, GOLD] }), 'gold-blocks-silver')
    assert.equal(on('2027-10-01', { ...EARNED, subscriptions: [SILVER, { ...GOLD, area: 'cloud-platform' }] }), 'ok')
    assert.equal(on('2027-10-01', { ...EARNED, subscriptions: [SILVER, { ...GOLD, state: 'pending' }] }), 'ok')
    assert.equal(on('2027-10-01', { ...EARNED, subscriptions: [SILVER, { ...GOLD, state: 'expired' }] }), 'ok')
  })

  it('S4, S19: what would stand in the way on its date is known on any day', () => {
    assert.equal(mayRenewWhenDue(ask('2026-12-01')).ok, true)
    const unmet = mayRenewWhenDue(ask('2026-12-01', { ...EARNED, met: [] }))
    assert.deepEqual(unmet, { ok: false, refusal: 'requirements-unmet' })
    const { term } = heldSubscription()
    const due = mayRenewWhenDue(ask('2026-12-01'))
    assert.deepEqual(due.ok && due.value.term, nextTerm(term))
  })
})

describe('the renewal of a term', () => {
  it('is the order whose money is, or may be, on its way or there; a purchase never is', () => {
    const states = ORDER_STATES.filter((state) => isTheRenewal(reviewedRenewal('one', { state })))
    assert.deepEqual(states, [
      'charging',
      'needs-customer',
      'unknown',
      'declined',
      'paid',
      'fulfilled',
      'parked',
      'refunding',
    ])
    const { renews: _none, ...purchase } = reviewedRenewal('one', { state: 'paid' })
    assert.equal(isTheRenewal(purchase), false)
  })

  it('may be beginning for two minutes after somebody set out to pay', () => {
    const began = heldSubscription({ renewalBegan: '2027-10-01T08:00:00.000Z' })
    assert.equal(mayBeBeginning(began, '2027-10-01T08:01:59.999Z'), true)
    assert.equal(mayBeBeginning(began, '2027-10-01T08:02:00.000Z'), false)
    assert.equal(mayBeBeginning(began, '2027-10-01T07:55:00.000Z'), true, 'another instance’s clock is behind')
    assert.equal(mayBeBeginning(heldSubscription(), '2027-10-01T08:00:00.000Z'), false)
  })
})

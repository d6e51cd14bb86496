import assert from 'node:assert/strict'
import type { Offer } from '../../../store/catalogue/offer.ts'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import { levelOf, mayBuy, type Situation } from '../../../store/subscriptions/eligibility.ts'
import { subscription } from '../../../store/subscriptions/subscription.ts'
import { partnerOne } from '../../support/partner.ts'
import { heldSubscription } from '../../support/subscriptions.ts'

const SUBSCRIPTION_STATES = subscription.shape.state.options

const catalogue = readCatalogue()
const offer = (id: string): Offer => {
  const found = catalogue.offers.find((each) => each.id === id)
  assert.ok(found)
  return found
}
const requirementsOf = (id: string) => offer(id).requirements.map((each) => each.id)

const on = (differs: Partial<Situation> = {}) => {
  const may = mayBuy({
    ...{ offer: offer('action-pack'), area: '', partner: partnerOne(), subscriptions: [], met: [], goldId: 'gold' },
    ...differs,
  })
  return may.ok ? may.value.price : may.refusal
}
const silver = { offer: offer('silver'), area: 'security', met: requirementsOf('silver') }
const gold = { offer: offer('gold'), area: 'security', met: requirementsOf('gold') }
const heldSilver = heldSubscription({ offerId: 'silver', area: 'security' })
const heldGold = heldSubscription({ offerId: 'gold', area: 'security' })

describe('who may buy what', () => {
  it('S2: a member at the price in its currency; a non-member not', () => {
    assert.deepEqual(on(), { amount: 47_500, currency: 'USD' })
    assert.deepEqual(on({ partner: partnerOne({ currency: 'JPY' }) }), { amount: 69_800, currency: 'JPY' })
    assert.equal(on({ partner: undefined }), 'not-a-member')
    assert.equal(on({ partner: partnerOne({ currency: 'CHF' }) }), 'no-price-in-currency')
  })

  it('the network membership is never bought, and a competency only for an area', () => {
    assert.equal(on({ offer: offer('network') }), 'offer-unavailable')
    assert.equal(on({ ...silver, area: '' }), 'offer-unavailable')
  })

  it('S3: one live subscription per offer and area; one that is over is no hindrance', () => {
    const answers = SUBSCRIPTION_STATES.map((state) => on({ subscriptions: [heldSubscription({ state })] }))
    assert.deepEqual(
      answers.map((each) => (typeof each === 'string' ? each : 'ok')),
      ['colleague-is-buying', 'already-held', 'already-held', 'already-held', 'ok', 'ok', 'ok'],
    )
    assert.notEqual(on({ ...silver, subscriptions: [{ ...heldSilver, area: 'cloud-platform' }] }), 'already-held')
  })

  it('S3: Gold of an area blocks Silver of it and of no other; Silver never blocks Gold', () => {
    assert.equal(on({ ...silver, subscriptions: [heldGold] }), 'gold-blocks-silver')
    assert.deepEqual(on({ ...silver, area: 'cloud-platform', subscriptions: [heldGold] }), {
      amount: 167_000,
      currency: 'USD',
    })
    assert.deepEqual(on({ ...gold, subscriptions: [heldSilver] }), { amount: 465_000, currency: 'USD' })
    assert.deepEqual(on({ ...silver, subscriptions: [{ ...heldGold, state: 'expired' }] }), {
      amount: 167_000,
      currency: 'USD',
    })
  })

  it('S4: every single requirement of a competency is needed', () => {
    for (const each of [silver, gold]) {
      for (const missing of each.met)
        assert.equal(on({ ...each, met: each.met.filter((id) => id !== missing) }), 'requirements-unmet', missing)
      assert.equal(typeof on(each), 'object')
    }
  })
})

describe('the level at which a partner stands', () => {
  it('S1: is the highest one that is held and paid; a member holds the network membership', () => {
    const level = (...held: Parameters<typeof levelOf>[1]) => levelOf(partnerOne(), held, catalogue.offers)
    assert.equal(levelOf(undefined, [], catalogue.offers), undefined)
    assert.equal(level(), 'network')
    assert.equal(level(heldSubscription()), 'action-pack')
    assert.equal(level(heldGold, heldSilver, heldSubscription()), 'gold')
    assert.equal(level({ ...heldGold, state: 'pending' }, heldSilver), 'silver')
    assert.equal(level({ ...heldGold, state: 'expired' }), 'network')
  })
})

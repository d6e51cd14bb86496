import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { mayUseBenefits, monthOf } from '../../../store/benefits/benefit.ts'
import { openStore } from '../../../store/store.ts'
import { type Subscription, subscription } from '../../../store/subscriptions/subscription.ts'
import { firstTerm } from '../../../store/values/term.ts'
import { describeOnStores } from '../../support/stores.ts'

const SUBSCRIPTION_STATES = subscription.shape.state.options

const AT = '2026-11-23T08:00:00.000Z'
const held: Subscription = {
  _id: 'sub-one',
  version: 1,
  partnerId: 'tenant-one',
  offerId: 'action-pack',
  area: '',
  state: 'active',
  live: true,
  orderId: 'ord-one',
  boughtBy: 'p1',
  term: firstTerm(Temporal.PlainDate.from('2026-11-23'), 'Asia/Taipei'),
  autoRenew: true,
  createdAt: AT,
}

describe('benefits', () => {
  it('S23: can be used while the subscription is active or in grace, and in no other state', () => {
    const usable = SUBSCRIPTION_STATES.filter((state) => mayUseBenefits({ ...held, state }).ok)
    assert.deepEqual(usable, ['active', 'grace'])
  })

  const MONTHS: [start: string, today: string, number: number, from: string, to: string][] = [
    ['2026-11-23', '2026-11-23', 1, '2026-11-23', '2026-12-23'],
    ['2026-11-23', '2026-12-22', 1, '2026-11-23', '2026-12-23'],
    ['2026-11-23', '2026-12-23', 2, '2026-12-23', '2027-01-23'],
    ['2026-11-23', '2027-11-22', 12, '2027-10-23', '2027-11-23'],
    ['2027-01-31', '2027-02-28', 2, '2027-02-28', '2027-03-31'],
    ['2027-01-31', '2027-03-30', 2, '2027-02-28', '2027-03-31'],
    ['2027-01-31', '2027-03-31', 3, '2027-03-31', '2027-04-30'],
    ['2028-02-29', '2028-03-28', 1, '2028-02-29', '2028-03-29'],
  ]
  for (const [start, today, number, from, to] of MONTHS)
    it(`S5: a monthly one that began on ${start} is in month ${number} on ${today}`, () => {
      const term = firstTerm(Temporal.PlainDate.from(start), 'Asia/Taipei')
      assert.deepEqual(monthOf(term, Temporal.PlainDate.from(today)), { number, start: from, end: to })
    })
})

describeOnStores('activated benefits', (open) => {
  it('S23: are activated once, whoever presses at the same time; what waits for keys is found, longest first', async () => {
    const { benefits } = await openStore(await open())
    const one = {
      _id: 'sub-one:windows',
      version: 1,
      partnerId: 'tenant-one',
      subscriptionId: 'sub-one',
      offerId: 'action-pack',
      area: '',
      benefitId: 'windows',
      by: 'p1',
      at: AT,
      keys: 1,
      waitsForKeys: true as const,
    }
    const pressed = await Promise.all(Array.from({ length: 6 }, (_, i) => benefits.insert({ ...one, by: `p${i}` })))
    assert.equal(pressed.filter(Boolean).length, 1)
    await benefits.insert({ ...one, _id: 'sub-two:windows', subscriptionId: 'sub-two', at: '2026-11-22T08:00:00.000Z' })
    const waiting = await benefits.waitingForKeys('action-pack', 'windows', 5)
    assert.deepEqual(
      waiting.map((each) => each._id),
      ['sub-two:windows', 'sub-one:windows'],
    )
    const [first] = waiting
    assert.ok(first)
    const { waitsForKeys: _waits, ...ready } = first
    await benefits.save(first, ready)
    assert.equal((await benefits.waitingForKeys('action-pack', 'windows', 5)).length, 1)
    assert.equal((await benefits.ofSubscription('sub-two')).length, 1)
  })
})

import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { readCatalogue } from '../../../../store/catalogue/read-catalogue.ts'
import { turnOffAutoRenew } from '../../../../store/subscriptions/subscription.ts'
import { stored } from '../../../../store/values/time.ts'
import { textOf } from '../../../support/conversation.ts'
import { boughtStage, settled } from '../../../support/renewal-stage.ts'

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()

describe('automatic renewal', () => {
  it('S12, S19: on the civil date in the partner’s zone the method on file is charged once, unattended', async () => {
    const stage = await boughtStage()
    await stage.goTo(plus(stage.term.end, -1), '23:58', 1)
    assert.equal((await stage.charges()).length, 1, 'not on the day before')
    await stage.goTo(stage.term.end, '00:11')
    const [, renewal, ...more] = await stage.charges()
    assert.deepEqual(more, [])
    assert.deepEqual(
      [renewal?.state, renewal?.ask.money, renewal?.ask.unattended],
      ['succeeded', { amount: 47500, currency: 'USD' }, true],
    )
    const subscription = await stage.held()
    assert.deepEqual(
      [subscription?.state, subscription?.term?.number, subscription?.term?.start],
      ['active', 2, stage.term.end],
    )
    const [told, ...others] = await stage.deliveries()
    assert.deepEqual([told?.kind, told?.state, others.length], ['renewed', 'waiting', 0])
  })

  it('S19: declined → told, tried again after 3 and 7 days and on the last day of grace, then expired', async () => {
    const stage = await boughtStage()
    const declinedOn: string[] = []
    for (let day = 0; day <= 32; day++) {
      stage.payments.faults.nextCharge = 'decline'
      const before = (await stage.charges()).length
      await stage.goTo(plus(stage.term.end, day))
      if ((await stage.charges()).length > before) declinedOn.push(String(day))
    }
    assert.deepEqual(declinedOn, ['0', '3', '7', '29'])
    assert.equal((await stage.held())?.state, 'expired')
    const told = await stage.deliveries()
    assert.deepEqual(told.map((each) => each._id.split(':')[3]).toSorted(), [
      'declined-1',
      'declined-2',
      'declined-3',
      'declined-4',
      'expired',
    ])
    assert.equal((await stage.charges()).filter((each) => each.state === 'succeeded').length, 1)
  })

  it('S19: declined, then another method on file → the next try charges that one', async () => {
    const stage = await boughtStage()
    stage.payments.faults.nextCharge = 'decline'
    await stage.goTo(stage.term.end)
    assert.equal((await stage.held())?.state, 'grace')
    await stage.goTo(plus(stage.term.end, 3))
    const subscription = await stage.held()
    assert.deepEqual(
      [subscription?.state, subscription?.term?.start],
      ['active', stage.term.end],
      'no paid day lost, none free (S18)',
    )
    assert.equal((await stage.charges()).length, 3)
  })

  it('S19: never more than the last receipt when no notice was delivered, and a lower price is the price', async () => {
    for (const [change, charged] of [
      [10_000, 47_500],
      [-10_000, 37_500],
    ] as const) {
      const catalogue = readCatalogue()
      const stage = await boughtStage({ catalogue })
      const offer = catalogue.offers.find((each) => each.id === 'action-pack')
      assert.ok(offer)
      offer.prices.USD = 47_500 + change
      await stage.goTo(stage.term.end)
      assert.equal((await stage.charges())[1]?.ask.money.amount, charged)
    }
  })

  it('S19: never more than the last delivered notice said', async () => {
    const catalogue = readCatalogue()
    const stage = await boughtStage({ catalogue })
    const offer = catalogue.offers.find((each) => each.id === 'action-pack')
    const subscription = await stage.held()
    assert.ok(offer && subscription)
    offer.prices.USD = 60_000
    const at = stored(stage.clock.now())
    for (const [n, amount, state] of [
      [1, 50_000, 'sent'],
      [2, 55_000, 'unknown'],
      [3, 58_000, 'failed'],
    ] as const) {
      await stage.store.deliveries.insert({
        ...{ _id: `notice-${n}`, version: 1, run: 'r', kind: 'charge-notice', partnerId: 'tenant-one', personId: 'p1' },
        ...{ subscriptionId: subscription._id, term: 1, state, plannedAt: at, dueAt: at, endedAt: at, tries: 1 },
        said: { locale: 'en', text: '', price: { amount, currency: 'USD' } },
      })
    }
    await stage.goTo(stage.term.end)
    assert.equal((await stage.charges())[1]?.ask.money.amount, 50_000)
  })

  it('S19: the bank wants the person → told, and nothing is charged until they have been there', async () => {
    const stage = await boughtStage()
    stage.payments.faults.nextCharge = 'needs_customer'
    await stage.goTo(stage.term.end)
    const [told] = await stage.deliveries('bank-waits')
    assert.ok(told?.orderId)
    const charge = (await stage.charges()).find((each) => each.state === 'needs_customer')
    assert.ok(charge)
    await stage.payments.ledger.change(charge._id, (of) => ({ ...of, state: 'succeeded', taken: of.ask.money }))
    stage.clock.advance(20 * 60_000)
    await settled(stage)
    assert.equal((await stage.held())?.term?.number, 2)
    assert.equal((await stage.deliveries('renewed')).length, 1)
  })

  it('S19, F57: the person never comes → that attempt ends shortly before the next, three days later', async () => {
    const stage = await boughtStage()
    stage.payments.faults.nextCharge = 'needs_customer'
    await stage.goTo(stage.term.end)
    await stage.goTo(plus(stage.term.end, 1), '12:00')
    assert.equal((await stage.deliveries('declined')).length, 0)
    await stage.goTo(plus(stage.term.end, 2), '23:45')
    assert.equal((await stage.deliveries('declined')).length, 1)
    await stage.goTo(plus(stage.term.end, 3))
    assert.equal((await stage.held())?.term?.number, 2)
    assert.deepEqual((await stage.charges()).map((each) => each.state).toSorted(), [
      'canceled',
      'succeeded',
      'succeeded',
    ])
  })

  for (const outcome of ['lost', 'lost_not_taken', 'processing'] as const)
    it(`F52: ${outcome} → settled by looking, charged once`, async () => {
      const stage = await boughtStage()
      stage.payments.faults.nextCharge = outcome
      await stage.goTo(stage.term.end)
      for (let minutes = 0; minutes < 5; minutes++) {
        stage.clock.advance(60_000)
        await stage.payments.catchUp()
        await settled(stage, 1)
      }
      await stage.goTo(plus(stage.term.end, 4))
      const subscription = await stage.held()
      assert.deepEqual([subscription?.state, subscription?.term?.number], ['active', 2])
      assert.equal((await stage.charges()).filter((each) => each.state === 'succeeded').length, 2)
    })

  it('S19: two instances that make it at once make one order of the term', async () => {
    const stage = await boughtStage()
    const { orders } = stage.store
    const insert = orders.insert
    // The other instance is a moment faster, once.
    orders.insert = async (order) => {
      orders.insert = insert
      await insert(order)
      return false
    }
    await stage.goTo(stage.term.end)
    const all = await orders.ofPartner('tenant-one', 50)
    assert.equal(all.filter(({ renews }) => renews?.term === 2).length, 1)
    assert.equal((await stage.held())?.term?.number, 2)
  })

  it('S13, F61: auto-renew turned off before the date → not charged, expired after grace', async () => {
    const stage = await boughtStage()
    const subscription = await stage.held()
    assert.ok(subscription)
    await stage.store.subscriptions.save(subscription, turnOffAutoRenew(subscription, 'p1', stored(stage.clock.now())))
    await stage.goTo(stage.term.end)
    await stage.goTo(plus(stage.term.end, 30))
    assert.equal((await stage.charges()).length, 1)
    assert.equal((await stage.held())?.state, 'expired')
    assert.equal((await stage.deliveries('expired')).length, 1)
  })

  it('S14, F52: turned off while the gateway is away → off, and what the bank still waits for is closed later', async () => {
    const stage = await boughtStage()
    const { payments } = stage
    payments.faults.nextCharge = 'needs_customer'
    await stage.goTo(stage.term.end)
    const { cancelCharge } = payments
    payments.cancelCharge = async () => {
      throw new TypeError('the gateway is away')
    }
    await stage.buyer.say('turn off auto-renew')
    assert.match(textOf(await stage.buyer.press('confirm-turn-off')), /Auto-renew is off/)
    await settled(stage)
    payments.cancelCharge = cancelCharge
    await settled(stage)
    assert.deepEqual(
      (await stage.charges()).map((each) => each.state),
      ['succeeded', 'canceled'],
    )
    assert.equal((await stage.store.jobs.get(`renew:${(await stage.held())?._id}:2`))?.reason, undefined)
  })

  it('F59: cancelled, or auto-renew turned off, between two tries → no further charge', async () => {
    for (const change of ['cancelled', 'off'] as const) {
      const stage = await boughtStage()
      stage.payments.faults.nextCharge = 'decline'
      await stage.goTo(stage.term.end)
      const subscription = await stage.held()
      assert.ok(subscription)
      const at = stored(stage.clock.now())
      await stage.store.subscriptions.save(
        subscription,
        change === 'off' ? turnOffAutoRenew(subscription, 'p1', at) : { ...subscription, state: 'cancelled' },
      )
      await stage.goTo(plus(stage.term.end, 3))
      await stage.goTo(plus(stage.term.end, 7))
      assert.equal((await stage.charges()).length, 2, change)
    }
  })

  it('S4, S19: a competency that is no longer earned is neither renewed nor charged; the reason is told once', async () => {
    const catalogue = readCatalogue()
    const stage = await boughtStage({ catalogue })
    const offer = catalogue.offers.find((each) => each.id === 'action-pack')
    assert.ok(offer)
    offer.requirements = [{ id: 'exam', text: { en: 'Exam', 'zh-TW': '考試' } }]
    for (const day of [0, 3, 7, 29, 30]) await stage.goTo(plus(stage.term.end, day))
    assert.equal((await stage.charges()).length, 1)
    assert.equal((await stage.held())?.state, 'expired')
    const told = await stage.deliveries('not-renewed')
    assert.deepEqual(
      told.map((each) => each.because),
      ['requirements-unmet'],
    )
  })

  it('S4: earned again within grace → renewed on the next day of trying', async () => {
    const catalogue = readCatalogue()
    const stage = await boughtStage({ catalogue })
    const offer = catalogue.offers.find((each) => each.id === 'action-pack')
    assert.ok(offer)
    offer.requirements = [{ id: 'exam', text: { en: 'Exam', 'zh-TW': '考試' } }]
    await stage.goTo(stage.term.end)
    offer.requirements = []
    await stage.goTo(plus(stage.term.end, 3))
    assert.equal((await stage.held())?.term?.number, 2)
  })

  it('S19, F57: another amount was taken than asked → parked, and the job ends there: nothing is tried again', async () => {
    const stage = await boughtStage()
    stage.payments.faults.nextCharge = 'wrong_amount'
    for (const day of [0, 3, 7]) await stage.goTo(plus(stage.term.end, day))
    assert.equal((await stage.charges()).length, 2)
    const job = await stage.store.jobs.get(`renew:${(await stage.held())?._id}:2`)
    assert.deepEqual([job?.state, job?.reason], ['done', undefined])
    await stage.goTo(plus(stage.term.end, 8), '09:05')
    const said = textOf(stage.buyer.all())
    assert.match(said, /was taken, but couldn’t be used for it. Support is looking into it/)
    assert.doesNotMatch(said, /neither renewed nor charged/)
  })

  it('F57, F59: taken after the subscription was over → parked, and everybody is told that support looks at it', async () => {
    const stage = await boughtStage()
    stage.payments.faults.nextCharge = 'processing'
    await stage.goTo(stage.term.end, '00:11', 1)
    const subscription = await stage.held()
    assert.ok(subscription)
    await stage.store.subscriptions.save(subscription, { ...subscription, state: 'cancelled' })
    stage.clock.advance(60_000)
    await stage.payments.catchUp()
    await stage.goTo(stage.term.end, '09:05')
    const [told] = await stage.deliveries('not-renewed')
    assert.deepEqual([told?.because, told?.state, told?.reason], ['parked', 'sent', undefined])
    assert.equal((await stage.charges()).filter((each) => each.state === 'succeeded').length, 2)
  })

  it('down for ten days over the renewal date → charged once when it is back', async () => {
    const stage = await boughtStage()
    await stage.goTo(plus(stage.term.end, 10))
    assert.equal((await stage.charges()).length, 2)
    assert.equal((await stage.held())?.term?.start, stage.term.end)
  })

  it('down for the whole of grace → nothing is charged after it', async () => {
    const stage = await boughtStage()
    await stage.goTo(plus(stage.term.end, 31))
    assert.equal((await stage.charges()).length, 1)
    assert.equal((await stage.held())?.state, 'expired')
  })
})

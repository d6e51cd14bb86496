import assert from 'node:assert/strict'
import sinon from 'sinon'
import { requestParkedOrder } from '../../../../store/use-cases/tickets/opened-requests.ts'
import { stored } from '../../../../store/values/time.ts'
import { openDeskStage } from '../../../support/desk.ts'

const CARDS = {
  en: { says: /What it is about.*The bot opened the request/s, not: /"Reason"|"Details"|"Contact"/ },
  'zh-TW': { says: /事由.*聊天機器人開立了支援要求/s, not: /"原因"|"說明"|"聯絡方式"/ },
}

describe('a request that the bot opens', () => {
  for (const [locale, { says, not }] of Object.entries(CARDS))
    it(`F57: says that it is the bot’s, and claims neither a reason nor a way to be reached, in ${locale}`, async () => {
      const stage = await openDeskStage()
      await stage.setUp(locale)
      const person = stage.person()
      await person.toReview()
      await person.press('purchase')
      const [subscription] = await stage.store.subscriptions.ofPartner('tenant-one')
      const order = await stage.store.orders.get(subscription?.orderId ?? '')
      assert.ok(order && subscription)
      await stage.store.people.forget(subscription.boughtBy)
      await requestParkedOrder(stage.services, order, 'amount-differs')
      await stage.runDue()
      const card = JSON.stringify(stage.liveCard(1).card)
      assert.match(card, says)
      assert.doesNotMatch(card, not)
    })

  it('F57: the partner wrote Chinese, the desk reads English: each in their own language', async () => {
    const stage = await openDeskStage()
    await stage.setUp('en')
    const person = stage.person({ locale: 'zh-TW' })
    await person.toReview()
    await person.press('purchase')
    const [subscription] = await stage.store.subscriptions.ofPartner('tenant-one')
    const order = await stage.store.orders.get(subscription?.orderId ?? '')
    assert.ok(order)
    await requestParkedOrder(stage.services, order, 'amount-differs')
    await stage.runDue()
    assert.match(JSON.stringify(stage.liveCard(1).card), /another amount was taken than reviewed/)
    assert.match(JSON.stringify(await person.say('支援要求')), /收取的金額與檢閱時不同/)
  })

  it('S11: paid, and not set up for a day → the desk hears of it; revived, it is set up', async () => {
    const stage = await openDeskStage()
    const person = stage.person()
    await person.toReview()
    const add = sinon.stub(stage.store.audits, 'add').callThrough()
    add.withArgs(sinon.match({ what: 'bought' })).rejects(new TypeError('not now'))
    await person.press('purchase')
    for (let half = 0; half < 3 * 48; half++) {
      await stage.runDue()
      stage.clock.advance(30 * 60_000)
    }
    const requests = async () =>
      (await stage.store.tickets.ofPartner('tenant-one', undefined, 9)).map((each) => each.request)
    const noticed = (await requests()).map((each) => each.noticed)
    assert.deepEqual(
      noticed.map((each) => each?.what === 'parked' && each.because),
      ['given-up'],
    )
    const [dead] = await stage.store.jobs.dead(9)
    add.restore()
    assert.ok(dead && (await stage.store.jobs.revive(dead._id, stored(stage.clock.now()))))
    await stage.runDue()
    const [subscription] = await stage.store.subscriptions.heldBy('tenant-one')
    assert.equal((await stage.store.orders.get(subscription?.orderId ?? ''))?.state, 'fulfilled')
    assert.equal((await requests()).length, 1)
  })
})

import assert from 'node:assert/strict'
import sinon from 'sinon'
import { textOf } from '../../../support/conversation.ts'
import { boughtStage, settled } from '../../../support/renewal-stage.ts'

type Stage = Awaited<ReturnType<typeof boughtStage>>

async function onFile({ store }: Stage) {
  const partner = (await store.partners.get('tenant-one')) ?? assert.fail('no partner')
  const { method, customer = '' } = partner
  assert.ok(method)
  return { partner, method, customer }
}

async function audited(stage: Stage): Promise<string[]> {
  const lines = await stage.store.audits.ofPartner('tenant-one', 50)
  return lines.map((each) => each.what).filter((what) => what.startsWith('payment-method'))
}

describe('the card on file', () => {
  it('follows what its network has replaced, and the notice names the card that will be charged', async () => {
    const stage = await boughtStage()
    const { method } = await onFile(stage)
    const found = { is: 'there' as const, method: { ...method, last4: '0077', expires: '2033-01' } }
    const asked = sinon.stub(stage.services.payments, 'findCard').resolves(found)
    for (let times = 0; times < 2; times++)
      await stage.onPaymentEvent({ id: `evt-${times}`, kind: 'card', methodId: method.id })
    assert.deepEqual((await onFile(stage)).method, found.method)
    assert.deepEqual((await audited(stage)).toSorted(), ['payment-method-added', 'payment-method-updated'])
    asked.restore()
    // Thirty days before, a Sunday: told on the Friday.
    await stage.goTo('2027-10-22', '09:05')
    const notice = textOf(stage.buyer.all().slice(-1))
    assert.match(notice, /0077/)
    assert.doesNotMatch(notice, /4242/)
  })

  for (const [locale, told] of [
    [
      'en-US',
      /Another card is needed: Action Pack.*no longer at the payment gateway.*November 23, 2027.*add another card/s,
    ],
    ['zh-TW', /需要另一張卡片：行動套件.*2027 年 11 月 23 日.*新增另一張卡片/s],
  ] as const)
    it(`gone at the gateway, by itself or with its customer: another one is asked for at once, in ${locale}`, async () => {
      const stage = await boughtStage({ locale })
      const { method, customer } = await onFile(stage)
      sinon.stub(stage.services.payments, 'findCard').resolves({ is: 'gone' })
      const events = locale === 'en-US' ? [{ methodId: method.id }, { customer }] : [{ customer }]
      for (const [i, event] of events.entries()) await stage.onPaymentEvent({ id: `evt-${i}`, kind: 'card', ...event })
      assert.equal((await onFile(stage)).partner.cardOver?.id, method.id)
      assert.deepEqual((await audited(stage)).toSorted(), ['payment-method-added', 'payment-method-gone'])
      await stage.goTo('2026-11-24', '09:05')
      assert.match(textOf(stage.buyer.all().slice(-1)), told)
      assert.equal((await stage.deliveries('card-gone')).length, 1)
      await stage.goTo('2027-11-23', '00:30')
      assert.equal((await stage.charges()).length, 1, 'a card that is gone is not tried')
    })

  it('asked for, and another one is there by the time it would be said: not said', async () => {
    const stage = await boughtStage({ at: '2026-11-23T12:00:00Z' })
    const { method } = await onFile(stage)
    const asked = sinon.stub(stage.services.payments, 'findCard').resolves({ is: 'gone' })
    await stage.onPaymentEvent({ id: 'evt', kind: 'card', methodId: method.id })
    asked.restore()
    const { partner } = await onFile(stage)
    await stage.store.partners.save(partner, { ...partner, method: { ...method, id: 'another', last4: '0005' } })
    await stage.goTo('2026-11-24', '09:05')
    assert.deepEqual(
      (await stage.deliveries('card-gone')).map((each) => each.state),
      ['suppressed'],
    )
  })

  it('of nobody of ours is passed over; a gateway that can’t be asked is asked later', async () => {
    const stage = await boughtStage()
    const { method } = await onFile(stage)
    await stage.onPaymentEvent({ id: 'evt-1', kind: 'card', methodId: 'pm_theirs', customer: 'cus_theirs' })
    const asked = sinon.stub(stage.services.payments, 'findCard').rejects(new Error('not now'))
    await stage.onPaymentEvent({ id: 'evt-2', kind: 'card', methodId: method.id })
    assert.equal(asked.callCount, 1)
    asked.resolves({ is: 'there', method: { ...method, expires: '2034-02' } })
    stage.clock.advance(31 * 60_000)
    await settled(stage, 2)
    assert.equal((await onFile(stage)).method.expires, '2034-02')
  })
})

describe('a warning of the card’s network that a payment may be fraud', () => {
  it('opens one request where it can be refunded, however often it comes; nothing changes for the partner', async () => {
    const stage = await boughtStage()
    const [order] = await stage.store.orders.ofPartner('tenant-one', 5)
    const chargeId = order?.attempts[0]?.chargeId ?? ''
    for (let times = 0; times < 3; times++)
      await stage.onPaymentEvent({ id: `evt-${times}`, kind: 'fraud-warning', chargeId })
    await stage.onPaymentEvent({ id: 'evt-9', kind: 'fraud-warning', chargeId: 'sch_of-others:1' })
    const tickets = await stage.store.tickets.ofPartner('tenant-one', undefined, 5)
    assert.deepEqual(
      tickets.map(({ request, subscriptionId, followers }) => [request.noticed?.what, subscriptionId, followers]),
      [['fraud-warning', order?.subscriptionId, []]],
    )
    assert.equal((await stage.held())?.state, 'active')
  })

  it('of a payment that is disputed already is no news', async () => {
    const stage = await boughtStage()
    await stage.payments.dispute('open')
    await stage.payments.idle()
    const [order] = await stage.store.orders.ofPartner('tenant-one', 5)
    await stage.onPaymentEvent({ id: 'evt', kind: 'fraud-warning', chargeId: order?.attempts[0]?.chargeId ?? '' })
    const tickets = await stage.store.tickets.ofPartner('tenant-one', undefined, 5)
    assert.deepEqual(
      tickets.map((each) => each.request.noticed?.what),
      ['dispute'],
    )
  })
})

import assert from 'node:assert/strict'
import type { SandboxCard } from '../../../../bot/payments/sandbox/cards.ts'
import { KeyReusedError } from '../../../../store/use-cases/services.ts'
import { openGateway, PUBLIC_URL, RETURN_URL } from '../gateway.ts'

const PAGE = { key: 'page-key', partnerId: 'partner-one', locale: 'en', returnUrl: RETURN_URL } as const

describe('the sandbox gateway: methods', () => {
  it('opens the same page for the same key, and names the customer once', async () => {
    const { payments } = await openGateway()
    const first = await payments.openMethodPage(PAGE)
    assert.deepEqual(await payments.openMethodPage(PAGE), first)
    assert.ok(first.url.startsWith(`${PUBLIC_URL}/sandbox/pay/method?session=`))
    assert.deepEqual(await payments.findMethod(first.sessionId), { status: 'open' })
  })

  it('F54: refuses the key of a page for another partner, language or return address', async () => {
    const { payments } = await openGateway()
    await payments.openMethodPage(PAGE)
    for (const other of [
      { partnerId: 'partner-two' },
      { locale: 'zh-TW' as const },
      { returnUrl: 'https://other.example/' },
    ])
      await assert.rejects(payments.openMethodPage({ ...PAGE, ...other }), KeyReusedError)
  })

  it('refuses a return address that is no web or Teams link', async () => {
    const { payments } = await openGateway()
    await assert.rejects(payments.openMethodPage({ ...PAGE, returnUrl: 'javascript:alert(1)' }))
  })

  it('remembers of a card its brand, last four and expiry, and tells of it by an event', async () => {
    const { payments, methodOf, events } = await openGateway()
    const { methodId, customer } = await methodOf('mastercard')
    const [event] = await events()
    assert.equal(event?.kind, 'method')
    assert.ok(event?.kind === 'method')
    assert.deepEqual(await payments.findMethod(event.sessionId), {
      status: 'complete',
      method: { id: methodId, brand: 'Mastercard', last4: '4444', expires: '2029-12' },
      customer,
    })
  })

  it('knows no page by half of its link, by another secret, or after a day', async () => {
    const { payments, clock } = await openGateway()
    const { sessionId } = await payments.openMethodPage(PAGE)
    for (const wrong of ['', sessionId.split('.')[0] ?? '', `${sessionId}x`, 'x'.repeat(10_000)])
      assert.deepEqual(await payments.findMethod(wrong), { status: 'expired' })
    clock.move({ hours: 24 })
    assert.deepEqual(await payments.findMethod(sessionId), { status: 'expired' })
  })

  it('takes no other partner’s method', async () => {
    const { payments, askOn } = await openGateway()
    const ask = await askOn('visa', { customer: 'sbc_other' })
    assert.deepEqual(await payments.charge(ask), { status: 'declined', code: 'no_such_method', retryable: false })
    assert.deepEqual(await payments.findCharge(ask.key, ask.customer), { status: 'none' })
  })
})

describe('the sandbox gateway: charges', () => {
  const OUTCOMES: [SandboxCard['id'], object][] = [
    ['visa', { status: 'succeeded', chargeId: 'sch_order-1:1', money: { amount: 47_500, currency: 'USD' } }],
    ['declined', { status: 'declined', code: 'generic_decline', retryable: true, chargeId: 'sch_order-1:1' }],
    ['no-funds', { status: 'declined', code: 'insufficient_funds', retryable: true, chargeId: 'sch_order-1:1' }],
    ['lost-card', { status: 'declined', code: 'lost_card', retryable: false, chargeId: 'sch_order-1:1' }],
    ['bank-asks', { status: 'needs_customer', chargeId: 'sch_order-1:1' }],
    ['processing', { status: 'processing', chargeId: 'sch_order-1:1' }],
  ]
  for (const [card, expected] of OUTCOMES)
    it(`${card}: every charge goes as its card says, and is found so`, async () => {
      const { payments, askOn } = await openGateway()
      const ask = await askOn(card)
      assert.deepEqual(await payments.charge(ask), expected)
      assert.deepEqual(await payments.findCharge(ask.key, ask.customer), expected)
      const next = { ...ask, key: 'order-2:1', orderId: 'order-2' }
      assert.equal((await payments.charge(next)).status, (await payments.findCharge(ask.key, ask.customer)).status)
    })

  it('F51: a charge whose answer is lost is found taken', async () => {
    const { payments, askOn } = await openGateway()
    const ask = await askOn('answer-lost')
    assert.deepEqual(await payments.charge(ask), { status: 'unknown' })
    assert.equal((await payments.findCharge(ask.key, ask.customer)).status, 'succeeded')
  })

  it('F52: asked again with the same key and body, a lost answer comes and nothing is taken twice', async () => {
    const { payments, askOn, events } = await openGateway()
    const ask = await askOn('answer-lost')
    await payments.charge(ask)
    assert.equal((await payments.charge(ask)).status, 'succeeded')
    assert.equal((await events()).filter((event) => event.kind === 'charge').length, 1)
  })

  it('F52: a call that never arrived is not found, and arrives when it is asked again', async () => {
    const { payments, askOn } = await openGateway()
    const ask = await askOn('call-lost')
    assert.deepEqual(await payments.charge(ask), { status: 'unknown' })
    assert.deepEqual(await payments.findCharge(ask.key, ask.customer), { status: 'none' })
    assert.equal((await payments.charge(ask)).status, 'succeeded')
  })

  it('F54: the same key with another amount, currency, method or order is refused and changes nothing', async () => {
    const { payments, askOn, methodOf } = await openGateway()
    const ask = await askOn('visa')
    const before = await payments.charge(ask)
    const other = await methodOf('mastercard')
    const changes = [
      { money: { amount: 1, currency: 'USD' } },
      { money: { amount: 47_500, currency: 'TWD' } },
      { methodId: other.methodId },
      { orderId: 'order-2' },
    ]
    for (const change of changes) await assert.rejects(payments.charge({ ...ask, ...change }), KeyReusedError)
    assert.deepEqual(await payments.findCharge(ask.key, ask.customer), before)
  })

  it('F28: of 20 charges with one key at once, one is made', async () => {
    const { payments, askOn, events } = await openGateway()
    const ask = await askOn('visa')
    const results = await Promise.all(Array.from({ length: 20 }, () => payments.charge(ask)))
    assert.deepEqual(new Set(results.map((each) => JSON.stringify(each))).size, 1)
    assert.equal((await events()).filter((event) => event.kind === 'charge').length, 1)
  })

  it('what is processed succeeds after half a minute, and is told of then', async () => {
    const { payments, askOn, clock, events } = await openGateway()
    const ask = await askOn('processing')
    await payments.charge(ask)
    clock.move({ seconds: 29 })
    await payments.catchUp()
    assert.equal((await events()).length, 1, 'the event of the method only')
    clock.move({ seconds: 1 })
    await payments.catchUp()
    assert.deepEqual(
      (await events()).slice(1).map((event) => event.kind),
      ['charge'],
    )
    assert.equal((await payments.findCharge(ask.key, ask.customer)).status, 'succeeded')
  })
})

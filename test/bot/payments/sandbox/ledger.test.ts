import assert from 'node:assert/strict'
import { KeyReusedError } from '../../../../store/use-cases/services.ts'
import { openGateway, PUBLIC_URL, RETURN_URL } from '../gateway.ts'

describe('the sandbox gateway: the bank asks', () => {
  async function waiting() {
    const gateway = await openGateway()
    const ask = await gateway.askOn('bank-asks')
    await gateway.payments.charge(ask)
    const page = { key: ask.key, customer: ask.customer, locale: 'en' as const, returnUrl: RETURN_URL }
    return { ...gateway, ask, page }
  }

  it('opens one page for the charge, which follows the newest language', async () => {
    const { payments, page } = await waiting()
    const { url } = await payments.openBankPage(page)
    assert.ok(url.startsWith(`${PUBLIC_URL}/sandbox/pay/bank?session=`))
    assert.equal((await payments.openBankPage({ ...page, locale: 'zh-TW' })).url, url)
    const session = await payments.sessions.find(new URL(url).searchParams.get('session') ?? '')
    assert.equal(session?.locale, 'zh-TW')
  })

  it('leads straight back when the bank waits for nobody', async () => {
    const { payments, askOn, page } = await waiting()
    const paid = await askOn('visa', { key: 'order-2:1', orderId: 'order-2' })
    await payments.charge(paid)
    assert.equal((await payments.openBankPage({ ...page, key: paid.key })).url, RETURN_URL)
    assert.equal((await payments.openBankPage({ ...page, key: 'never-seen' })).url, RETURN_URL)
  })

  it('F57: a page that nobody came back from is closed for good by canceling', async () => {
    const { payments, ask } = await waiting()
    const closed = { status: 'declined', code: 'canceled', retryable: true }
    assert.deepEqual(await payments.cancelCharge(ask.key, ask.customer), closed)
    assert.deepEqual(await payments.findCharge(ask.key, ask.customer), closed)
    assert.deepEqual(await payments.charge(ask), closed)
  })
})

describe('the sandbox gateway: canceling', () => {
  it('says what was taken already, and takes nothing back', async () => {
    const { payments, askOn } = await openGateway()
    const ask = await askOn('answer-lost')
    await payments.charge(ask)
    assert.equal((await payments.cancelCharge(ask.key, ask.customer)).status, 'succeeded')
  })

  it('keeps a key that was never seen from being charged later', async () => {
    const { payments, askOn } = await openGateway()
    const ask = await askOn('visa')
    const closed = { status: 'declined', code: 'canceled', retryable: true }
    assert.deepEqual(await payments.cancelCharge(ask.key, ask.customer), closed)
    assert.deepEqual(await payments.cancelCharge(ask.key, ask.customer), closed)
    assert.deepEqual(await payments.charge(ask), closed)
  })

  it('leaves what is processed open', async () => {
    const { payments, askOn } = await openGateway()
    const ask = await askOn('processing')
    await payments.charge(ask)
    assert.equal((await payments.cancelCharge(ask.key, ask.customer)).status, 'processing')
  })
})

describe('the sandbox gateway: refunds', () => {
  it('gives back once for a key, and never more than was taken', async () => {
    const { payments, askOn } = await openGateway()
    const ask = await askOn('visa')
    const charge = await payments.charge(ask)
    assert.ok(charge.status === 'succeeded')
    const back = { key: 'refund-1', chargeId: charge.chargeId, money: { amount: 40_000, currency: 'USD' } }
    assert.deepEqual(await payments.refund(back), { status: 'refunded' })
    assert.deepEqual(await payments.refund(back), { status: 'refunded' })
    assert.deepEqual(await payments.refund({ ...back, key: 'refund-2' }), { status: 'failed', why: 'too-much' })
    const rest = { amount: 7_500, currency: 'USD' }
    assert.deepEqual(await payments.refund({ ...back, key: 'refund-3', money: rest }), { status: 'refunded' })
  })

  it('F54: refuses the key of a refund for another amount; fails for what was never taken', async () => {
    const { payments, askOn } = await openGateway()
    const ask = await askOn('visa')
    const charge = await payments.charge(ask)
    assert.ok(charge.status === 'succeeded')
    const back = { key: 'refund-1', chargeId: charge.chargeId, money: { amount: 100, currency: 'USD' } }
    await payments.refund(back)
    await assert.rejects(payments.refund({ ...back, money: { amount: 200, currency: 'USD' } }), KeyReusedError)
    assert.deepEqual(await payments.refund({ ...back, chargeId: 'sch_none' }), {
      ...{ status: 'failed', why: 'unknown-payment' },
    })
    assert.deepEqual(await payments.refund({ ...back, key: 'other', money: { amount: 100, currency: 'TWD' } }), {
      ...{ status: 'failed', why: 'amount-impossible' },
    })
  })
})

import assert from 'node:assert/strict'
import { readStripeEvent } from '../../../../bot/payments/stripe/webhook.ts'
import { ASK, MONEY, stripeForEachTest } from './asks.ts'

const BACK = { key: 'refund:order-1', chargeId: 'pi_1', money: MONEY }

describe('Stripe: refunds looked up', () => {
  const { server, payments } = stripeForEachTest()

  it('all of a payment, ours under our keys and those made in the dashboard, as they stand', async () => {
    await payments().charge(ASK)
    server().account.refundsEnd.push('pending')
    assert.deepEqual(await payments().refund({ ...BACK, money: { ...MONEY, amount: 10_000 } }), { status: 'pending' })
    await server().client.refunds.create({ payment_intent: 'pi_1', amount: 500 })
    const found = await payments().findRefunds('pi_1')
    assert.equal(found?.key, ASK.key)
    assert.deepEqual(
      found?.refunds.map(({ key, money, state }) => [key, money.amount, money.currency, state]),
      [
        [undefined, 500, 'USD', 'refunded'],
        [BACK.key, 10_000, 'USD', 'pending'],
      ],
    )
    const ours = found?.refunds.at(-1)?.id ?? ''
    server().refundArrives(ours)
    assert.equal((await payments().findRefunds('pi_1'))?.refunds.at(-1)?.state, 'refunded')
    server().failRefund(ours, 'expired_or_canceled_card')
    const failed = (await payments().findRefunds('pi_1'))?.refunds.at(-1)
    assert.deepEqual([failed?.state, failed?.why], ['failed', 'bank-refused'])
  })

  it('more than one page of them', async () => {
    await payments().charge(ASK)
    for (let i = 0; i < 120; i++) await server().client.refunds.create({ payment_intent: 'pi_1', amount: 1 })
    assert.equal((await payments().findRefunds('pi_1'))?.refunds.length, 120)
  })

  it('a state that Stripe has not had before is none that has ended', async () => {
    await payments().charge(ASK)
    await payments().refund(BACK)
    for (const [status, state] of [
      ['requires_action', 'pending'],
      ['canceled', 'failed'],
      ['succeeded', 'refunded'],
      ['being_thought_about', 'pending'],
    ] as const) {
      Object.assign(server().refunds[0] ?? {}, { status })
      assert.equal((await payments().findRefunds('pi_1'))?.refunds[0]?.state, state, status)
    }
  })

  it('says why none was made, in words of ours', async () => {
    await payments().charge(ASK)
    assert.deepEqual(await payments().refund({ ...BACK, key: 'r-1', chargeId: 'pi_none' }), {
      ...{ status: 'failed', why: 'unknown-payment' },
    })
    const more = { ...MONEY, amount: 47_501 }
    assert.deepEqual(await payments().refund({ ...BACK, key: 'r-2', money: more }), {
      status: 'failed',
      why: 'too-much',
    })
    const fils = { amount: 1_001, currency: 'KWD' }
    assert.deepEqual(await payments().refund({ ...BACK, money: fils }), { status: 'failed', why: 'amount-impossible' })
    server().dispute('pi_1', 'needs_response')
    assert.deepEqual(await payments().refund(BACK), { status: 'failed', why: 'disputed' })
  })

  it('its events, of any refund, are a reason to look at that payment', async () => {
    await payments().charge(ASK)
    await payments().refund({ ...BACK, money: { ...MONEY, amount: 100 } })
    await server().client.refunds.create({ payment_intent: 'pi_1' })
    server().failRefund(server().refunds[0]?.id ?? '')
    const told = server().account.events.filter(({ type }) => /refund/.test(type))
    assert.deepEqual([...new Set(told.map((each) => each.type))].toSorted(), [
      ...['charge.refunded', 'refund.created', 'refund.failed'],
    ])
    for (const each of told) {
      const { kind, ...rest } = readStripeEvent(each)
      assert.deepEqual([kind, 'chargeId' in rest && rest.chargeId], ['refund', 'pi_1'], each.type)
    }
  })
})

/** As Stripe's reference has them (docs.stripe.com/api/events/types), cut to what is told apart. */
describe('Stripe: events of refunds as recorded', () => {
  const refund = { id: 're_1', object: 'refund', amount: 1_000, charge: 'ch_1', payment_intent: 'pi_1', metadata: {} }
  const of = (type: string, object: object) =>
    readStripeEvent({ id: 'evt_1', object: 'event', api_version: '2026-10-28.endive', type, data: { object } })

  for (const type of ['refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated'])
    it(`${type} tells of its payment, and of one without a PaymentIntent nothing`, () => {
      assert.deepEqual(of(type, refund), { id: 'evt_1', kind: 'refund', chargeId: 'pi_1' })
      assert.equal(of(type, { ...refund, payment_intent: null }).kind, 'other')
    })

  it('charge.refunded does too; a charge of which nothing went back is a charge', () => {
    const charge = { id: 'ch_1', object: 'charge', payment_intent: 'pi_1', metadata: { key: 'order-1:1' } }
    assert.equal(of('charge.refunded', { ...charge, amount_refunded: 500 }).kind, 'refund')
    assert.equal(of('charge.succeeded', { ...charge, amount_refunded: 0 }).kind, 'charge')
    assert.equal(of('charge.refunded', { ...charge, amount_refunded: 500, payment_intent: null }).kind, 'other')
  })
})

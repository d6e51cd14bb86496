import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import Stripe from 'stripe'
import { createStripePayments } from '../../../../bot/payments/stripe/stripe.ts'
import { isLiveKey, readStripeEvent, STRIPE_EVENTS } from '../../../../bot/payments/stripe/webhook.ts'
import { BadWebhookError } from '../../../../store/use-cases/services.ts'
import { standingTimer } from '../../../support/standing-timer.ts'
import { START } from '../gateway.ts'

const SECRETS = ['whsec_new', 'whsec_old']
const client = new Stripe('sk_test_fake', { telemetry: false })
const { timer } = standingTimer()
const payments = createStripePayments({ client, webhookSecrets: SECRETS, returnUrl: 'https://bot.example/', timer })

function event(object: object, type = 'payment_intent.succeeded'): string {
  return JSON.stringify({ id: 'evt_1', object: 'event', type, created: 1, data: { object } })
}

const PAID = event({ object: 'payment_intent', id: 'pi_1', metadata: { key: 'order-1:1', order: 'order-1' } })

function header(payload: string, secret = 'whsec_new', at = START): string {
  const timestamp = Math.floor(at.epochMilliseconds / 1000)
  return client.webhooks.generateTestHeaderString({ payload, secret, timestamp })
}

function parse(payload: string, signed: string | undefined, now = START) {
  return payments.parseWebhook(Buffer.from(payload), { 'stripe-signature': signed }, now)
}

describe('Stripe: webhooks', () => {
  it('F55: takes either secret during rotation, until 300 seconds old or 60 seconds ahead', () => {
    for (const secret of SECRETS) assert.equal(parse(PAID, header(PAID, secret)).kind, 'charge')
    for (const seconds of [300, -60]) assert.equal(parse(PAID, header(PAID), START.add({ seconds })).kind, 'charge')
    for (const seconds of [301, -61, -3_600])
      assert.throws(() => parse(PAID, header(PAID), START.add({ seconds })), BadWebhookError, `${seconds} s`)
  })

  it('F55: refuses an absent, broken or foreign signature and an altered byte', () => {
    const bad = [
      undefined,
      '',
      'garbage',
      't=,v1=',
      header(PAID, 'whsec_other'),
      header(PAID).replace('v1=', 'v0='),
      'v1=00',
    ]
    for (const signed of bad) assert.throws(() => parse(PAID, signed), BadWebhookError, signed)
    assert.throws(() => parse(PAID.replace('order-1:1', 'order-1:2'), header(PAID)), BadWebhookError)
    assert.throws(() => parse(`${PAID} `, header(PAID)), BadWebhookError)
    assert.throws(() => parse(PAID, header(PAID).replace(/^t=/, 't=0,t=')), BadWebhookError)
  })

  it('F55: refuses a signed body that is no event', () => {
    for (const body of ['{', 'null', '[]', '{}', '{"id":"evt_1"}', '"text"'])
      assert.throws(() => parse(body, header(body)), BadWebhookError, body)
  })

  it('takes an event for a reason to look: which charge, or which page', () => {
    const paid = { id: 'evt_1', kind: 'charge', key: 'order-1:1', chargeId: 'pi_1' }
    assert.deepEqual(parse(PAID, header(PAID)), paid)
    const about = { payment_intent: 'pi_1', metadata: { key: 'order-1:1' } }
    const refunded = event({ object: 'charge', id: 'ch_1', ...about }, 'charge.refunded')
    assert.deepEqual(parse(refunded, header(refunded)), paid)
    const disputed = event({ object: 'dispute', id: 'dp_1', payment_intent: 'pi_1' }, 'charge.dispute.created')
    assert.deepEqual(parse(disputed, header(disputed)), { id: 'evt_1', kind: 'dispute', chargeId: 'pi_1' })
    const added = event({ object: 'checkout.session', id: 'cs_1', mode: 'setup' }, 'checkout.session.completed')
    assert.deepEqual(parse(added, header(added)), { id: 'evt_1', kind: 'method', sessionId: 'cs_1' })
  })

  it('passes over what is not ours: other objects, foreign charges, thin payloads', () => {
    const others = [
      event({ object: 'account' }),
      event({ object: 'payment_intent', id: 'pi_2', metadata: {} }),
      event({ object: 'payment_intent', id: 'pi_2' }),
      event({ object: 'checkout.session', id: 'cs_1', mode: 'payment' }),
    ]
    for (const other of others) assert.deepEqual(parse(other, header(other)), { id: 'evt_1', kind: 'other' })
  })

  it('of another account, of the other mode, or without an object: never acted on, and said why', () => {
    const why = (more: object, live?: boolean) => {
      const told = readStripeEvent({ ...JSON.parse(PAID), ...more }, live)
      return told.kind === 'other' ? told.why : told.kind
    }
    // docs.stripe.com/connect/webhooks: events of connected accounts name them; of one's own account there is no name.
    assert.equal(why({ account: 'acct_another' }), 'other-account')
    assert.equal(why({ account: null, context: null }), 'charge')
    assert.equal(why({ context: 'acct_another' }), 'other-account')
    assert.equal(why({ livemode: false }, true), 'other-mode')
    assert.equal(why({ livemode: true }, false), 'other-mode')
    assert.equal(why({ livemode: true }, true), 'charge')
    // A key that doesn't say its mode, or an event that doesn't, is no reason.
    assert.equal(why({ livemode: true }), 'charge')
    assert.equal(why({}, true), 'charge')
  })

  it('thin events, which name their object by a reference, are signed as others are and passed over', () => {
    const thin = JSON.stringify({
      id: 'evt_test_65R9Ijk8dKEYZcXeRWn16R9A7j1FSQ3w3TGDPLLGSM4CW0',
      object: 'v2.core.event',
      type: 'v1.billing.meter.error_report_triggered',
      livemode: false,
      created: '2026-11-23T08:00:00.000Z',
      related_object: { id: 'mtr_1', type: 'billing.meter', url: '/v1/billing/meters/mtr_1' },
    })
    const told = parse(thin, header(thin))
    assert.equal(told.kind === 'other' && told.why, 'thin')
    assert.throws(() => parse(thin, header(thin, 'whsec_other')), BadWebhookError)
  })

  it('money on its way to the operator’s bank is passed over with a word', () => {
    const payout = event({ object: 'payout', id: 'po_1' }, 'payout.paid')
    const told = { id: 'evt_1', kind: 'other', why: 'not-needed', type: 'payout.paid' }
    assert.deepEqual(parse(payout, header(payout)), told)
  })

  it('knows of a key whether it takes real money', () => {
    assert.deepEqual(['sk_live_1', 'rk_live_1', 'sk_test_1', 'rk_test_1', 'other'].map(isLiveKey), [
      ...[true, true, false, false],
      undefined,
    ])
  })

  it('README lists the events that the endpoint is to be subscribed to', () => {
    const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8')
    const list = /Payment events of the gateway[\s\S]*?\n\n/.exec(readme)?.[0] ?? ''
    const types = /of Stripe's the bot uses ([\s\S]*?)\. How/.exec(list)?.[1] ?? ''
    assert.deepEqual(
      [...types.matchAll(/`([a-z_.]+)`/g)].map(([, type]) => type).toSorted(),
      [...STRIPE_EVENTS].toSorted(),
    )
  })

  it('a card that was replaced or detached, a customer that was deleted, a warning of fraud: reasons to look', () => {
    // As Stripe sends them; a detached card names no customer, and older payments no PaymentIntent.
    const replaced = event(
      { object: 'payment_method', id: 'pm_1', customer: 'cus_1', type: 'card' },
      'payment_method.automatically_updated',
    )
    assert.deepEqual(parse(replaced, header(replaced)), {
      id: 'evt_1',
      kind: 'card',
      methodId: 'pm_1',
      customer: 'cus_1',
    })
    const detached = event({ object: 'payment_method', id: 'pm_1', customer: null }, 'payment_method.detached')
    assert.deepEqual(parse(detached, header(detached)), { id: 'evt_1', kind: 'card', methodId: 'pm_1' })
    const deleted = event({ object: 'customer', id: 'cus_1', metadata: { partner: 'tenant-one' } }, 'customer.deleted')
    assert.deepEqual(parse(deleted, header(deleted)), { id: 'evt_1', kind: 'card', customer: 'cus_1' })
    const about = {
      object: 'radar.early_fraud_warning',
      id: 'issfr_1',
      actionable: true,
      fraud_type: 'unauthorized_use_of_card',
    }
    for (const [payment_intent, chargeId] of [
      ['pi_1', 'pi_1'],
      [undefined, 'ch_1'],
    ]) {
      const warned = event({ ...about, charge: 'ch_1', payment_intent }, 'radar.early_fraud_warning.created')
      assert.deepEqual(parse(warned, header(warned)), { id: 'evt_1', kind: 'fraud-warning', chargeId })
    }
  })
})

import assert from 'node:assert/strict'
import { createStripePayments } from '../../bot/payments/stripe/stripe.ts'
import { RETURN_URL } from '../bot/payments/stripe/asks.ts'
import type { Behaviour } from '../bot/payments/stripe/fake/account.ts'
import { openStripe } from '../bot/payments/stripe/server.ts'
import { boughtStage } from './renewal-stage.ts'
import { reviewStage } from './review-stage.ts'
import { standingTimer } from './standing-timer.ts'

/** The tests' Stripe, and the adapter on it. */
async function gateway() {
  const server = await openStripe()
  const { client } = server
  const options = { client, webhookSecrets: ['whsec_test'], returnUrl: RETURN_URL, timeoutMs: 600_000 }
  return { server, payments: createStripePayments({ ...options, timer: standingTimer().timer }) }
}

/** Somebody at the review of Action Pack, whose card is on file at the tests' Stripe. Close the server after it. */
export async function reviewOnStripe(behaviour: Behaviour = {}) {
  const { server, payments } = await gateway()
  const { stage, person } = await reviewStage({}, { gateway: payments })
  const { method, customer } = await onFile(stage, server, behaviour)
  return { stage, person, server, method, customer }
}

/** A company that holds Action Pack, whose card is on file at the tests' Stripe. Close the server after it. */
export async function boughtOnStripe(behaviour: Behaviour = {}) {
  const { server, payments } = await gateway()
  const stage = await boughtStage({ gateway: payments })
  const { method, customer } = await onFile(stage, server, behaviour)
  return { stage, server, method, customer }
}

async function onFile(
  { store }: { store: Awaited<ReturnType<typeof reviewStage>>['stage']['store'] },
  server: Awaited<ReturnType<typeof openStripe>>,
  behaviour: Behaviour,
) {
  const partner = await store.partners.get('tenant-one')
  assert.ok(partner?.customer && partner.method)
  const { customer, method } = partner
  server.account.customers.push({ id: customer, object: 'customer' })
  server.account.addMethod(customer, behaviour, method.id)
  return { method, customer }
}

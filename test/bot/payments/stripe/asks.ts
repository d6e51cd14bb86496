import { createStripePayments } from '../../../../bot/payments/stripe/stripe.ts'
import { standingTimer } from '../../../support/standing-timer.ts'
import type { ChargeAsk } from '../gateway.ts'
import { openStripe } from './server.ts'

export const INTENTS = '/v1/payment_intents'
export const RETURN_URL = 'https://bot.example/back'
export const MONEY = { amount: 47_500, currency: 'USD' }
export const ASK: ChargeAsk = {
  key: 'order-1:1',
  money: MONEY,
  methodId: 'pm_ok',
  customer: 'cus_one',
  orderId: 'order-1',
  unattended: false,
}

type More = Partial<Pick<Parameters<typeof createStripePayments>[0], 'timeoutMs' | 'timer' | 'live' | 'suffix'>>

/** A Stripe for each test, and the adapter on it. */
export function stripeForEachTest() {
  const rig: { server?: Awaited<ReturnType<typeof openStripe>> } = {}
  beforeEach(async () => {
    rig.server = await openStripe()
  })
  afterEach(() => rig.server?.close())

  function server() {
    if (!rig.server) throw new Error('only within a test')
    return rig.server
  }
  /** Waits for a request longer than any machine needs, and for a whole call until the timer is turned. */
  function payments({ timeoutMs = 600_000, timer = standingTimer().timer, ...more }: More = {}) {
    const { client } = server()
    const always = { client, webhookSecrets: ['whsec_test'], returnUrl: RETURN_URL }
    return createStripePayments({ ...always, ...more, timer, timeoutMs })
  }
  return { server, payments }
}

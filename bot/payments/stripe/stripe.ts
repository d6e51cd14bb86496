import Stripe from 'stripe'
import { KeyReusedError, type Payments } from '../../../store/use-cases/services.ts'
import { type Timer, within } from '../../../store/values/timer.ts'
import { toStripe } from './amounts.ts'
import { createStripeBooks } from './books.ts'
import { createStripeDisputes } from './disputes.ts'
import { createStripeIntents } from './intents.ts'
import { createStripeMethods } from './methods.ts'
import { resultOf } from './results.ts'
import { signedEvent } from './signed-event.ts'
import { readStripeEvent } from './webhook.ts'

const REFUND_STATES: Record<string, 'refunded' | 'pending' | 'failed'> = {
  succeeded: 'refunded',
  pending: 'pending',
  requires_action: 'pending',
}

/** A call of the port makes up to four requests; the library's time-out only ends one on which nothing moves at all. */
const REQUESTS = 4

/**
 * The payments port on Stripe. Cards are added on Checkout pages, charges are PaymentIntents that we confirm, and what
 * the bank wants of the person happens on Stripe's redirect page for that same PaymentIntent: a Checkout page for the
 * payment would be a second thing that could be paid.
 */
export function createStripePayments(options: {
  client: Stripe
  /** Two while the endpoint's secret is being changed. */
  webhookSecrets: readonly string[]
  /** Where the bank's page leads when it is opened for a charge made with the person there. */
  returnUrl: string
  /** Whether our key takes real money, if it says so: events of the other mode are none of ours. */
  live?: boolean | undefined
  timer: Timer
  /** Milliseconds that one request may take. */
  timeoutMs?: number
}): Payments {
  const { client, webhookSecrets, timer, timeoutMs = 10_000 } = options
  const request = { timeout: timeoutMs, maxNetworkRetries: 0 } as const
  const intents = createStripeIntents(client, request, options.returnUrl)
  const methods = createStripeMethods(client, request)
  const findDispute = createStripeDisputes(client, request)
  const books = createStripeBooks(client, request)

  async function earlierRefund(key: string, intent: string): Promise<Stripe.Refund | undefined> {
    const { data } = await client.refunds.list({ payment_intent: intent, limit: 100 }, request)
    return data.find((refund) => refund.metadata?.key === key)
  }

  async function refund(key: string, intent: string, amount: number): Promise<Stripe.Refund | undefined> {
    const earlier = await earlierRefund(key, intent)
    if (earlier && earlier.amount !== amount) throw new KeyReusedError('the key was used for another refund')
    if (earlier) return earlier
    try {
      const asked = { payment_intent: intent, amount, metadata: { key } }
      return await client.refunds.create(asked, { ...request, idempotencyKey: key })
    } catch (error) {
      // The same call is still being carried out there: no error, and no answer yet.
      if (error instanceof Stripe.errors.StripeError && error.code === 'idempotency_key_in_use') return undefined
      throw error
    }
  }

  /** Rejects when the whole call takes too long, or its key was used for something else. What was asked goes on, and is found when it is looked up. */
  const inTime = <T>(work: Promise<T>): Promise<T> =>
    within(timer, timeoutMs * REQUESTS, work, () => {
      throw new Error('the gateway took too long')
    }).catch((error: unknown) => {
      if (error instanceof Stripe.errors.StripeIdempotencyError) throw new KeyReusedError('the key was used before')
      throw error
    })

  return {
    name: 'stripe',
    openMethodPage: (ask) => inTime(methods.openPage(ask)),
    findMethod: (sessionId) => inTime(methods.find(sessionId)),
    cancelCharge: (key, customer) => inTime(intents.cancel(key, customer)),

    async charge(ask) {
      return inTime(intents.charge(ask)).catch((error: unknown) => {
        if (error instanceof KeyReusedError) throw error
        return { status: 'unknown' }
      })
    },

    async openBankPage({ key, customer, returnUrl }) {
      return { url: (await inTime(intents.bankPage(key, customer, returnUrl))) ?? returnUrl }
    },

    async findCharge(key, customer) {
      const intent = await inTime(intents.find(key, customer))
      return intent ? resultOf(intent) : { status: 'none' }
    },

    findDispute: (chargeId) => inTime(findDispute(chargeId)),

    async refund({ key, chargeId, money }) {
      const amount = toStripe(money)?.amount
      if (!amount) return { status: 'failed' }
      try {
        const made = await inTime(refund(key, chargeId, amount))
        return { status: made ? (REFUND_STATES[made.status ?? ''] ?? 'failed') : 'unknown' }
      } catch (error) {
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
        // Somebody gave it back by hand: the money is with the partner.
        return { status: error.code === 'charge_already_refunded' ? 'refunded' : 'failed' }
      }
    },

    books: {
      charges: (ask) => inTime(books.charges(ask)),
      refunds: (ask) => inTime(books.refunds(ask)),
      disputes: (ask) => inTime(books.disputes(ask)),
      charge: (chargeId) => inTime(books.charge(chargeId)),
    },

    parseWebhook(raw, headers, now) {
      return readStripeEvent(signedEvent(raw, headers['stripe-signature'], webhookSecrets, now), options.live)
    },
  }
}

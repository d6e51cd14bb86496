import Stripe from 'stripe'
import { KeyReusedError, type Payments } from '../../../store/use-cases/services.ts'
import { type Timer, within } from '../../../store/values/timer.ts'
import { createStripeBooks } from './books.ts'
import { createStripeDisputes } from './disputes.ts'
import { createStripeIntents } from './intents.ts'
import { createStripeMethods } from './methods.ts'
import { createStripeRefunds } from './refunds.ts'
import { resultOf } from './results.ts'
import { signedEvent } from './signed-event.ts'
import { readStripeEvent } from './webhook.ts'

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
  /** What stands on the card's statement after the account's own prefix. */
  suffix?: string | undefined
  timer: Timer
  /** Milliseconds that one request may take. */
  timeoutMs?: number
}): Payments {
  const { client, webhookSecrets, timer, timeoutMs = 10_000, returnUrl, suffix, live } = options
  const request = { timeout: timeoutMs, maxNetworkRetries: 0 } as const
  const intents = createStripeIntents(client, request, { returnUrl, suffix, live })
  const methods = createStripeMethods(client, request)
  const findDispute = createStripeDisputes(client, request)
  const books = createStripeBooks(client, request)
  const refunds = createStripeRefunds(client, request)

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
    findCard: (methodId, customer) => inTime(methods.card(methodId, customer)),
    forgetMethod: (methodId, customer) => inTime(methods.forget(methodId, customer)),
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

    refund: (ask) => inTime(refunds.refund(ask)),
    findRefunds: (chargeId) => inTime(refunds.find(chargeId)),

    books: {
      charges: (ask) => inTime(books.charges(ask)),
      refunds: (ask) => inTime(books.refunds(ask)),
      disputes: (ask) => inTime(books.disputes(ask)),
      charge: (chargeId) => inTime(books.charge(chargeId)),
      refundsOf: (chargeId) => inTime(books.refundsOf(chargeId)),
    },

    parseWebhook(raw, headers, now) {
      return readStripeEvent(signedEvent(raw, headers['stripe-signature'], webhookSecrets, now), options.live)
    },
  }
}

import Stripe from 'stripe'
import type {
  BookAsk,
  BookedCharge,
  BookedDispute,
  BookedRefund,
  BookPage,
  GatewayBooks,
} from '../../../store/use-cases/gateway-books.ts'
import { fromStripe } from './amounts.ts'
import { DISPUTE_STATES_OF_STRIPE } from './disputes.ts'
import type { StripeRequest } from './intents.ts'
import { refundState, refundsOfIntent } from './refund-list.ts'

/** "Limit can range between 1 and 100" (docs.stripe.com/api/pagination). */
const PAGE = 100

/**
 * Stripe's lists by their time of creation, which never lag (its search does). Charges, not PaymentIntents: those are as
 * old as the first try, the charge is as old as the money. What has no PaymentIntent is none of ours.
 */
export function createStripeBooks(client: Stripe, request: StripeRequest): GatewayBooks {
  return {
    charges: async (ask) => pageOf(await client.charges.list(within(ask), request), chargeRow),
    refunds: async (ask) => pageOf(await client.refunds.list(within(ask), request), refundRow),
    disputes: async (ask) => pageOf(await client.disputes.list(within(ask), request), disputeRow),

    refundsOf: async (chargeId) => (await refundsOfIntent(client, request, chargeId)).flatMap(refundRow),

    async charge(chargeId) {
      try {
        const charges = chargeId.startsWith('pi_')
          ? (await client.charges.list({ payment_intent: chargeId, limit: PAGE }, request)).data
          : [await client.charges.retrieve(chargeId, {}, request)]
        return charges.flatMap(chargeRow)[0]
      } catch (error) {
        if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
          return undefined
        throw error
      }
    },
  }
}

function within({ from, to, after }: BookAsk) {
  const created = { gte: seconds(from), lt: seconds(to) }
  return { created, limit: PAGE, ...(after ? { starting_after: after } : {}) }
}

function pageOf<T extends { id: string }, R>({ data, has_more }: Stripe.ApiList<T>, row: (of: T) => R[]): BookPage<R> {
  const last = data.at(-1)?.id
  return { rows: data.flatMap(row), ...(has_more && last ? { next: last } : {}) }
}

/** Tries that failed are charges too, without any money. */
function chargeRow(charge: Stripe.Charge): BookedCharge[] {
  const { payment_intent, status, paid, amount_captured, currency, created, metadata, customer } = charge
  const chargeId = idOf(payment_intent)
  if (!chargeId || !paid || status !== 'succeeded') return []
  const [key, customerId] = [metadata.key, idOf(customer)]
  return [
    {
      ...{ chargeId, at: instant(created), money: fromStripe(amount_captured, currency), about: metadata },
      ...(key ? { key } : {}),
      ...(customerId ? { customer: customerId } : {}),
    },
  ]
}

function refundRow(refund: Stripe.Refund): BookedRefund[] {
  const { id, payment_intent, amount, currency, created, metadata } = refund
  const chargeId = idOf(payment_intent)
  if (!chargeId) return []
  const [key, state] = [metadata?.key, refundState(refund)]
  return [{ id, ...(key ? { key } : {}), chargeId, at: instant(created), money: fromStripe(amount, currency), state }]
}

function disputeRow({ id, payment_intent, amount, currency, created, status }: Stripe.Dispute): BookedDispute[] {
  const chargeId = idOf(payment_intent)
  if (!chargeId) return []
  const state = DISPUTE_STATES_OF_STRIPE[status]
  const money = fromStripe(amount, currency)
  return [{ id, chargeId, at: instant(created), money, ...(state ? { state } : {}) }]
}

function idOf(of: string | { id: string } | null): string | undefined {
  return typeof of === 'string' ? of : of?.id
}

function instant(seconds: number): string {
  return new Date(seconds * 1_000).toISOString()
}

function seconds(at: string): number {
  return Math.ceil(Date.parse(at) / 1_000)
}

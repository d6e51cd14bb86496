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

/** "Limit can range between 1 and 100" (docs.stripe.com/api/pagination). */
const PAGE = 100
/** Nobody gives back one payment in more parts. */
const MOST_REFUNDS = 2 * PAGE

/** `requires_action`: the customer is to say where the money goes (docs.stripe.com/api/refunds/object). */
const REFUNDS: Record<string, BookedRefund['state']> = {
  succeeded: 'refunded',
  failed: 'failed',
  canceled: 'failed',
}

/**
 * Stripe's lists by their time of creation, which never lag (its search does). Charges, not PaymentIntents: those are as
 * old as the first try, the charge is as old as the money. What has no PaymentIntent is none of ours.
 */
export function createStripeBooks(client: Stripe, request: StripeRequest): GatewayBooks {
  return {
    charges: async (ask) => pageOf(await client.charges.list(within(ask), request), chargeRow),
    refunds: async (ask) => pageOf(await client.refunds.list(within(ask), request), refundRow),
    disputes: async (ask) => pageOf(await client.disputes.list(within(ask), request), disputeRow),

    async refundsOf(chargeId) {
      const found: Stripe.Refund[] = []
      for await (const each of client.refunds.list({ payment_intent: chargeId, limit: PAGE }, request)) {
        found.push(each)
        if (found.length > MOST_REFUNDS) throw new Error('too many refunds to look through')
      }
      return found.flatMap(refundRow)
    },

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

function refundRow({ id, payment_intent, amount, currency, created, status, metadata }: Stripe.Refund): BookedRefund[] {
  const chargeId = idOf(payment_intent)
  if (!chargeId) return []
  // A state that we have never heard of is none that has ended.
  const state = REFUNDS[status ?? ''] ?? 'pending'
  const key = metadata?.key
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

import type Stripe from 'stripe'
import type { DisputeState } from '../../../store/orders/order.ts'
import type { Payments } from '../../../store/use-cases/services.ts'
import { fromStripe } from './amounts.ts'
import type { StripeRequest } from './intents.ts'

/**
 * `warning_…`: an inquiry, for which no money is taken back (docs.stripe.com/disputes/how-disputes-work). While we appeal,
 * the money is gone. A state that Stripe adds does not compile.
 */
export const DISPUTE_STATES_OF_STRIPE: Record<Stripe.Dispute.Status, DisputeState | undefined> = {
  needs_response: 'open',
  under_review: 'open',
  won: 'won',
  lost: 'lost',
  appeal_needs_response: 'lost',
  appeal_under_review: 'lost',
  warning_needs_response: undefined,
  warning_under_review: undefined,
  warning_closed: undefined,
  prevented: undefined,
}

/** Whatever else is won, money that is still claimed, or gone, is not there. */
const WORST_FIRST: readonly DisputeState[] = ['open', 'lost', 'won']

/** What has become of the disputes of a PaymentIntent. */
export function createStripeDisputes(client: Stripe, request: StripeRequest) {
  return async (intentId: string): ReturnType<Payments['findDispute']> => {
    const { data } = await client.disputes.list({ payment_intent: intentId, limit: 100 }, request)
    const newestFirst = data.toSorted((a, b) => b.created - a.created)
    const state = WORST_FIRST.find((each) =>
      newestFirst.some(({ status }) => DISPUTE_STATES_OF_STRIPE[status] === each),
    )
    const dispute = newestFirst.find(({ status }) => DISPUTE_STATES_OF_STRIPE[status] === state)
    if (!state || !dispute) return undefined
    const { metadata } = await client.paymentIntents.retrieve(intentId, {}, request)
    const money = fromStripe(dispute.amount, dispute.currency)
    return metadata.key ? { key: metadata.key, id: dispute.id, state, money } : undefined
  }
}

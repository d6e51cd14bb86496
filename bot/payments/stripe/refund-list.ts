import type Stripe from 'stripe'
import type { StripeRequest } from './intents.ts'

/** "Limit can range between 1 and 100" (docs.stripe.com/api/pagination). */
const PAGE = 100
/** Nobody gives back one payment in more parts. */
const MOST = 2 * PAGE

const ENDED: Record<string, 'refunded' | 'failed'> = { succeeded: 'refunded', failed: 'failed', canceled: 'failed' }

/**
 * `pending`, `requires_action` (the customer is to say where the money goes: docs.stripe.com/api/refunds/object) and a state
 * that we have never heard of have not ended.
 */
export function refundState({ status }: Stripe.Refund): 'refunded' | 'failed' | 'pending' {
  return ENDED[status ?? ''] ?? 'pending'
}

/** All refunds of a PaymentIntent, by list, which never lags. */
export async function refundsOfIntent(
  client: Stripe,
  request: StripeRequest,
  intent: string,
): Promise<Stripe.Refund[]> {
  const found: Stripe.Refund[] = []
  for await (const each of client.refunds.list({ payment_intent: intent, limit: PAGE }, request)) {
    found.push(each)
    if (found.length > MOST) throw new Error('too many refunds to look through')
  }
  return found
}

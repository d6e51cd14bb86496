import Stripe from 'stripe'
import type { ChargeResult } from '../../../store/use-cases/services.ts'
import { fromStripe } from './amounts.ts'

/** The bank wants the person, and nobody was there. */
const BANK_ASKS = ['authentication_required']
const BANK_REFUSED = ['payment_intent_authentication_failure', 'setup_intent_authentication_failure']
/** Declines that no later try on the same card mends (docs.stripe.com/declines/codes). */
const FOR_GOOD = [
  'expired_card',
  'fraudulent',
  'highest_risk_level',
  'incorrect_number',
  'invalid_account',
  'invalid_number',
  'lost_card',
  'merchant_blacklist',
  'new_account_information_available',
  'pickup_card',
  'restricted_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'stolen_card',
  'stop_payment_order',
  'transaction_not_allowed',
]

type Failure = { code?: string | undefined; decline_code?: string | undefined; advice_code?: string | undefined }

function declined({ code, decline_code, advice_code }: Failure, chargeId: string): ChargeResult {
  const codes = [code, decline_code].filter((each) => each !== undefined)
  if (codes.some((each) => BANK_ASKS.includes(each))) return { status: 'needs_customer', chargeId }
  if (codes.some((each) => BANK_REFUSED.includes(each))) {
    return { status: 'declined', code: 'authentication_failed', retryable: true, chargeId }
  }
  const forGood = codes.some((each) => FOR_GOOD.includes(each)) || advice_code === 'do_not_try_again'
  return { status: 'declined', code: decline_code ?? code ?? 'card_declined', retryable: !forGood, chargeId }
}

/** Marks a PaymentIntent that only keeps its key from being used, and is never confirmed. */
export const USED_UP = { closed: 'yes' }

export function isUsedUp({ metadata }: Stripe.PaymentIntent): boolean {
  return metadata.closed === USED_UP.closed
}

/** What a PaymentIntent of ours stands for. */
export function resultOf(intent: Stripe.PaymentIntent): ChargeResult {
  const chargeId = intent.id
  switch (intent.status) {
    case 'succeeded':
      return { status: 'succeeded', chargeId, money: fromStripe(intent.amount_received, intent.currency) }
    case 'requires_action':
      return { status: 'needs_customer', chargeId }
    case 'canceled':
      return { status: 'declined', code: 'canceled', retryable: true, chargeId }
    case 'requires_payment_method':
      if (isUsedUp(intent)) return { status: 'declined', code: 'canceled', retryable: true, chargeId }
      // Without an error it is just being confirmed: the call that made it has not been answered yet.
      return intent.last_payment_error
        ? declined(intent.last_payment_error, chargeId)
        : { status: 'processing', chargeId }
    default:
      return { status: 'processing', chargeId }
  }
}

/**
 * What a failed request to take money means. Only what Stripe itself has refused for certain is declined; a broken
 * connection, a time-out, 5xx, 409 (the same key is under way) and 429 leave it open.
 */
export function resultOfError(error: unknown): ChargeResult {
  if (!(error instanceof Stripe.errors.StripeError)) return { status: 'unknown' }
  if (error.payment_intent) return resultOf(error.payment_intent)
  const refused =
    error instanceof Stripe.errors.StripeCardError || error instanceof Stripe.errors.StripeInvalidRequestError
  if (!refused) return { status: 'unknown' }
  return { status: 'declined', code: error.decline_code ?? codeOf(error), retryable: false }
}

/** Detached, or somebody else's: seen in the wild without any code (docs.stripe.com/api/payment_methods/detach). */
const CARD_GONE = /was detached from a Customer|must be attached to the customer/

/** A card or customer that is gone is told apart from what Stripe does not take at all. */
function codeOf({ code, param, message }: InstanceType<typeof Stripe.errors.StripeError>): string {
  if (code === 'resource_missing' && param === 'customer') return 'no_such_customer'
  if (code === 'resource_missing' || CARD_GONE.test(message)) return 'resource_missing'
  return code ? `invalid_request_${code}` : 'invalid_request'
}

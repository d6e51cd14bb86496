import Stripe from 'stripe'
import type { RefundFailure } from '../../../store/orders/refund.ts'
import type { FoundRefund, RefundAnswer } from '../../../store/orders/refund-steps.ts'
import { KeyReusedError, type Payments } from '../../../store/use-cases/services.ts'
import { fromStripe, toStripe } from './amounts.ts'
import type { StripeRequest } from './intents.ts'
import { refundState, refundsOfIntent } from './refund-list.ts'

/** Why one that was made has failed, in Stripe's words: docs.stripe.com/refunds#failed-refunds. */
const FAILED: Record<string, RefundFailure> = {
  charge_for_pending_refund_disputed: 'disputed',
  declined: 'bank-refused',
  expired_or_canceled_card: 'bank-refused',
  insufficient_funds: 'no-balance',
  lost_or_stolen_card: 'bank-refused',
  merchant_request: 'canceled',
}

/** Why none was made: docs.stripe.com/error-codes. */
const REFUSED: Record<string, RefundFailure> = {
  amount_too_large: 'too-much',
  balance_insufficient: 'no-balance',
  charge_already_refunded: 'already-refunded',
  charge_disputed: 'disputed',
  charge_not_refundable: 'not-refundable',
  insufficient_funds: 'no-balance',
  refund_disputed_payment: 'disputed',
  resource_missing: 'unknown-payment',
}

/** Refunds of a PaymentIntent: made once for each key, and looked up by list, which never lags. */
export function createStripeRefunds(client: Stripe, request: StripeRequest) {
  const all = (intent: string) => refundsOfIntent(client, request, intent)

  async function make(key: string, intent: string, amount: number): Promise<Stripe.Refund> {
    const earlier = (await all(intent)).find((each) => each.metadata?.key === key)
    if (earlier && earlier.amount !== amount) throw new KeyReusedError('the key was used for another refund')
    if (earlier) return earlier
    const asked = { payment_intent: intent, amount, metadata: { key } }
    return client.refunds.create(asked, { ...request, idempotencyKey: key })
  }

  return {
    async refund({ key, chargeId, money }: Parameters<Payments['refund']>[0]): ReturnType<Payments['refund']> {
      const asked = toStripe(money)
      if (!asked) return { status: 'failed', why: 'amount-impossible' }
      try {
        return answerOf(await make(key, chargeId, asked.amount))
      } catch (error) {
        // The same call is still being carried out there: no error, and no answer yet.
        if (error instanceof Stripe.errors.StripeError && error.code === 'idempotency_key_in_use')
          return { status: 'unknown' }
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
        return { status: 'failed', why: whyRefused(error) }
      }
    },

    async find(chargeId: string): ReturnType<Payments['findRefunds']> {
      const refunds = await all(chargeId)
      const { metadata } = await client.paymentIntents.retrieve(chargeId, {}, request)
      return metadata.key ? { key: metadata.key, refunds: refunds.map(foundOf) } : undefined
    },
  }
}

/** That more is asked for than is left has no code of its own: “Refund amount (…) is greater than unrefunded amount on charge (…)”. */
function whyRefused({ code, param }: Stripe.errors.StripeInvalidRequestError): RefundFailure {
  return REFUSED[code ?? ''] ?? (param === 'amount' ? 'too-much' : 'refused')
}

function answerOf(made: Stripe.Refund): RefundAnswer {
  const { state: status, why } = foundOf(made)
  return { status, ...(why ? { why } : {}) }
}

function foundOf(refund: Stripe.Refund): FoundRefund {
  const { id, amount, currency, created, metadata, status, failure_reason } = refund
  const state = refundState(refund)
  const why = status === 'canceled' ? 'canceled' : (FAILED[failure_reason ?? ''] ?? 'refused')
  return {
    id,
    key: metadata?.key,
    money: fromStripe(amount, currency),
    state,
    ...(state === 'failed' ? { why } : {}),
    at: new Date(created * 1_000).toISOString(),
  }
}

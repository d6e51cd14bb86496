import Stripe from 'stripe'
import { type ChargeResult, KeyReusedError, type Payments } from '../../../store/use-cases/services.ts'
import { toStripe } from './amounts.ts'
import { isUsedUp, resultOf, resultOfError, USED_UP } from './results.ts'

type ChargeAsk = Parameters<Payments['charge']>[0]

/** Per request: one time-out, and no repeating by the library. */
export type StripeRequest = { timeout: number; maxNetworkRetries: 0 }

const PAGE = 100
/** A partner has a handful of charges a year. Further back than this nothing is looked for. */
const MOST = 10 * PAGE

/**
 * Charges as PaymentIntents: one for each key, so that there is never a second thing that money could be taken with.
 *
 * Looked up by customer and metadata, through the list: Stripe's search may lag by a minute, in an outage by an hour;
 * the list does not. Stripe keeps idempotency keys for a day, metadata for ever: so each charge is looked up first
 * (F53), and the key covers the moments in which it can't be seen yet (F52).
 */
export function createStripeIntents(
  client: Stripe,
  request: StripeRequest,
  { returnUrl, suffix, live }: { returnUrl: string; suffix?: string | undefined; live?: boolean | undefined },
) {
  const { paymentIntents } = client

  /** What is said of test money says nothing of real money: then it is not known what became of the charge. */
  function ofOurMode(intent: Stripe.PaymentIntent): Stripe.PaymentIntent {
    if (live !== undefined && intent.livemode === !live) throw new Error('an answer is of the other mode, live or test')
    return intent
  }

  async function find(key: string, customer: string): Promise<Stripe.PaymentIntent | undefined> {
    let seen = 0
    for await (const intent of paymentIntents.list({ customer, limit: PAGE }, request)) {
      if (intent.metadata.key === key) return ofOurMode(intent)
      seen += 1
      if (seen > MOST) throw new Error('too many charges to look through')
    }
    return undefined
  }

  /** Takes the money, or says what became of the same charge before. Never asks twice by itself. */
  async function charge(ask: ChargeAsk): Promise<ChargeResult> {
    const { key, customer, methodId, orderId, unattended } = ask
    const amount = toStripe(ask.money)
    if (!amount) return { status: 'declined', code: 'unsupported_amount', retryable: false }
    try {
      const earlier = await find(key, customer)
      if (earlier) {
        if (!isUsedUp(earlier)) assertSame(earlier, ask)
        return resultOf(earlier)
      }
      const intent = await paymentIntents.create(
        {
          ...amount,
          customer,
          payment_method: methodId,
          allowed_payment_method_types: ['card'],
          confirm: true,
          off_session: unattended,
          // Where the bank's page leads: with it Stripe gives us a page to send the person to.
          return_url: returnUrl,
          ...(suffix ? { statement_descriptor_suffix: suffix } : {}),
          ...(ask.title ? { description: ask.title } : {}),
          metadata: { ...ask.about, key, order: orderId, method: methodId },
        },
        { ...request, idempotencyKey: key },
      )
      return resultOf(ofOurMode(intent))
    } catch (error) {
      if (error instanceof KeyReusedError || error instanceof Stripe.errors.StripeIdempotencyError) throw error
      return isForGood(error) ? nothingCame(key, customer) : resultOfError(error)
    }
  }

  /** The first request under the key has ended in a fault of Stripe's: there is what it left in the list, or nothing. */
  async function nothingCame(key: string, customer: string): Promise<ChargeResult> {
    try {
      const left = await find(key, customer)
      return left ? resultOf(left) : { status: 'declined', code: 'not-taken', retryable: true }
    } catch (error) {
      return resultOfError(error)
    }
  }

  /**
   * The page on which the bank asks the person; undefined if it wants nothing (more). A charge that was stopped because
   * nobody was there is confirmed once more for it: the same PaymentIntent, which succeeds at most once however often.
   */
  async function bankPage(key: string, customer: string, landing: string): Promise<string | undefined> {
    const intent = await find(key, customer)
    if (!intent || resultOf(intent).status !== 'needs_customer') return undefined
    if (intent.status === 'requires_action') return redirectOf(intent)
    try {
      const confirmed = await paymentIntents.confirm(
        intent.id,
        { payment_method: intent.metadata.method ?? '', off_session: false, return_url: landing },
        request,
      )
      return redirectOf(confirmed)
    } catch (error) {
      // Declined after all: that is on the PaymentIntent now, for whoever looks it up.
      if (error instanceof Stripe.errors.StripeCardError) return undefined
      // Opened twice at once: the other one has confirmed it.
      const left = error instanceof Stripe.errors.StripeInvalidRequestError && (await find(key, customer))
      if (left && left.status !== intent.status) return redirectOf(left)
      throw error
    }
  }

  /**
   * Closes a charge for good. A key that Stripe has not seen is used up by a PaymentIntent that is never confirmed: a
   * call that is still on its way there is refused for its key when it arrives.
   */
  async function cancel(key: string, customer: string): Promise<ChargeResult> {
    const intent = (await find(key, customer)) ?? (await useUp(key, customer))
    if (!intent) return { status: 'unknown' }
    const result = resultOf(intent)
    const isOver = ['succeeded', 'processing', 'canceled', 'requires_capture'].includes(intent.status)
    if (isOver || (result.status === 'declined' && !isUsedUp(intent))) return result
    try {
      return resultOf(await paymentIntents.cancel(intent.id, {}, request))
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
      // It was paid, or failed, meanwhile: as it stands now.
      return resultOf(await paymentIntents.retrieve(intent.id, {}, request))
    }
  }

  async function useUp(key: string, customer: string): Promise<Stripe.PaymentIntent | undefined> {
    const never = {
      amount: 100,
      currency: 'usd',
      customer,
      allowed_payment_method_types: ['card'],
      metadata: { key, ...USED_UP },
    }
    try {
      return await paymentIntents.create(never, { ...request, idempotencyKey: key })
    } catch (error) {
      // The charge itself came first, or is under way right now.
      const underWay = error instanceof Stripe.errors.StripeError && error.statusCode === 409
      if (underWay || error instanceof Stripe.errors.StripeIdempotencyError) return find(key, customer)
      throw error
    }
  }

  return { find, charge, bankPage, cancel }
}

/** Stripe keeps a 5xx under its key, and says so when it gives it again (docs.stripe.com/api/idempotent_requests). */
function isForGood(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError) || (error.statusCode ?? 0) < 500) return false
  return error.headers?.['idempotent-replayed'] === 'true'
}

function redirectOf(intent: Stripe.PaymentIntent): string | undefined {
  return intent.next_action?.redirect_to_url?.url ?? undefined
}

function assertSame({ amount, currency, metadata }: Stripe.PaymentIntent, ask: ChargeAsk): void {
  const asked = toStripe(ask.money)
  const same = amount === asked?.amount && currency === asked.currency
  if (!same || metadata.order !== ask.orderId || metadata.method !== ask.methodId) {
    throw new KeyReusedError('the key was used with another charge')
  }
}

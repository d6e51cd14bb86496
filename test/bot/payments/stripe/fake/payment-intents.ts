import type { Account } from './account.ts'
import { type Answer, type Charge, type Intent, metadataOf, missing, ok, problem } from './objects.ts'

const OVER = ['succeeded', 'canceled', 'processing', 'requires_capture']

/** PaymentIntents as docs.stripe.com/payments/paymentintents/lifecycle has them. */
export function paymentIntents(account: Account) {
  function create(form: URLSearchParams): Answer {
    const amount = Number(form.get('amount'))
    if (!(amount > 0) || !form.get('currency')) return problem(400, 'invalid_request_error', 'parameter_missing')
    const customer = form.get('customer') ?? ''
    const refused = customerFault(account, customer) ?? methodFault(form.get('payment_method'), customer)
    if (refused) return refused
    const intent: Intent = {
      ...{ id: account.newId('pi'), object: 'payment_intent', amount, amount_received: 0, customer },
      ...{ currency: form.get('currency') ?? '', status: 'requires_payment_method', payment_method: null },
      ...{ metadata: metadataOf(form), description: form.get('description'), latest_charge: null },
      statement_descriptor_suffix: form.get('statement_descriptor_suffix'),
      receipt_email: form.get('receipt_email'),
      ...{ last_payment_error: null, next_action: null, created: account.now, livemode: account.livemode },
    }
    account.intents.unshift(intent)
    account.emit('payment_intent.created', intent)
    return form.get('confirm') === 'true' ? confirm(intent, form) : ok(intent)
  }

  /** The card of nobody, of somebody else, or one that was detached can't be charged (docs.stripe.com/api/payment_methods/detach). */
  function methodFault(id: string | null, customer: string): Answer | undefined {
    if (id === null) return undefined
    const method = account.methods.find((each) => each.id === id)
    if (!method) return missing('PaymentMethod', id, 'payment_method')
    if (method.customer === customer) return undefined
    // Both sentences are seen in the wild, neither with a code (liberapay#2686, flutter_stripe#379).
    const message = method.customer
      ? `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`
      : 'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.'
    const more = { message, ...(method.customer ? { param: 'payment_method' } : {}) }
    return problem(400, 'invalid_request_error', undefined, more)
  }

  /** Answers as the card does; a decline is a 402 with the PaymentIntent inside (docs.stripe.com/error-handling). */
  function confirm(intent: Intent, form: URLSearchParams): Answer {
    const id = form.get('payment_method') ?? ''
    const refused = methodFault(id, intent.customer)
    if (refused) return refused
    const { decline, advice, asksPerson, isSlow } = account.behaviours.get(id) ?? {}
    if (decline) return declined(intent, id, { code: codeOf(decline), decline_code: decline, advice })
    if (asksPerson) {
      // docs.stripe.com/payments/save-and-reuse: off session, authentication is a decline.
      const code = 'authentication_required'
      if (form.get('off_session') === 'true') return declined(intent, id, { code, decline_code: code })
      const redirect_to_url = {
        url: `https://hooks.stripe.test/redirect/${intent.id}`,
        return_url: form.get('return_url'),
      }
      const next_action = { type: 'redirect_to_url', redirect_to_url }
      Object.assign(intent, { status: 'requires_action', payment_method: id, next_action })
      account.emit('payment_intent.requires_action', intent)
      return ok(intent)
    }
    if (!isSlow) return ok(succeed(intent, id))
    Object.assign(intent, { status: 'processing', payment_method: id })
    account.emit('payment_intent.processing', intent)
    return ok(intent)
  }

  function succeed(intent: Intent, method: string): Intent {
    const charge = newCharge(intent, method, 'succeeded')
    const status = 'succeeded'
    const paid = { amount_received: intent.amount, latest_charge: charge.id, next_action: null }
    Object.assign(intent, { ...paid, status, payment_method: method })
    account.emit('charge.succeeded', charge)
    account.emit('payment_intent.succeeded', intent)
    return intent
  }

  function newCharge(intent: Intent, payment_method: string, status: Charge['status'], failure?: string): Charge {
    const { amount, currency, customer, description = null, metadata } = intent
    const paid = status === 'succeeded'
    const charge: Charge = {
      ...{ id: account.newId('ch'), object: 'charge', amount, amount_captured: paid ? amount : 0, amount_refunded: 0 },
      ...{ currency, customer, payment_intent: intent.id, payment_method, status, paid, refunded: false },
      ...{ disputed: false, description, metadata: { ...metadata }, failure_code: failure ?? null },
      ...{ created: account.now, livemode: account.livemode },
    }
    account.charges.unshift(charge)
    return charge
  }

  function declined(
    intent: Intent,
    method: string,
    why: { code: string; decline_code?: string; advice?: string | undefined },
  ) {
    const { code, decline_code, advice } = why
    const charge = newCharge(intent, method, 'failed', code)
    const failure = {
      ...{ type: 'card_error', code, charge: charge.id, message: 'as Stripe words it', payment_method: { id: method } },
      ...(decline_code ? { decline_code } : {}),
      ...(advice ? { advice_code: advice } : {}),
    }
    const status = 'requires_payment_method'
    const left = { payment_method: null, next_action: null, latest_charge: charge.id }
    Object.assign(intent, { ...left, status, last_payment_error: failure })
    account.emit('payment_intent.payment_failed', intent)
    return { status: 402, body: { error: { ...failure, payment_intent: structuredClone(intent) } } }
  }

  function change(id: string, verb: string, form: URLSearchParams): Answer {
    const intent = account.intents.find((each) => each.id === id)
    if (!intent) return missing('payment_intent', id)
    if (!verb) return ok(intent)
    if (OVER.includes(intent.status))
      return problem(400, 'invalid_request_error', 'payment_intent_unexpected_state', { payment_intent: intent })
    if (verb === 'confirm') return confirm(intent, form)
    Object.assign(intent, { status: 'canceled', next_action: null })
    account.emit('payment_intent.canceled', intent)
    return ok(intent)
  }

  return { create, change, succeed, declined }
}

/** A deleted customer can be looked at, and nothing more be done with it (docs.stripe.com/api/customers/delete). */
export function customerFault({ customers }: Account, id: string): Answer | undefined {
  const found = customers.find((each) => each.id === id)
  return id !== '' && (!found || found.deleted) ? missing('customer', id, 'customer') : undefined
}

/** Some decline codes are error codes of their own, the others come under card_declined (docs.stripe.com/error-codes). */
function codeOf(decline: string): string {
  return ['expired_card', 'incorrect_cvc', 'incorrect_number', 'processing_error'].includes(decline)
    ? decline
    : 'card_declined'
}

/** What Stripe keeps, as far as the adapter looks at it; field by field as in its API reference. */
export type Intent = {
  id: string
  object: 'payment_intent'
  amount: number
  amount_received: number
  currency: string
  customer: string
  status: string
  payment_method: string | null
  metadata: Record<string, string>
  last_payment_error: Record<string, unknown> | null
  next_action: Record<string, unknown> | null
}

export type Refund = {
  id: string
  object: 'refund'
  amount: number
  payment_intent: string
  status: string
  metadata: Record<string, string>
}

export type Dispute = { id: string; object: 'dispute'; payment_intent: string; status: string; created: number }

/** An answer: its HTTP status and its body. */
export type Answer = { status: number; body: unknown }

export function problem(status: number, type: string, code?: string, more: Record<string, unknown> = {}): Answer {
  return { status, body: { error: { type, ...(code ? { code } : {}), message: 'as Stripe words it', ...more } } }
}

/** `metadata[key]=a&metadata[order]=b` → { key: 'a', order: 'b' } */
export function metadataOf(form: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => {
      const key = /^metadata\[(\w+)\]$/.exec(name)?.[1]
      return key ? [[key, value]] : []
    }),
  )
}

const DECLINES: Record<string, string> = {
  pm_no_funds: 'insufficient_funds',
  pm_lost: 'lost_card',
  pm_do_not_honor: 'do_not_honor',
}

/** Confirms as the payment method's name says, and answers as Stripe does: 402 with the PaymentIntent inside. */
export function confirm(intent: Intent, form: URLSearchParams): Answer {
  const method = form.get('payment_method') ?? ''
  const decline = DECLINES[method]
  if (decline) return decline402(intent, method, 'card_declined', decline)
  if (method === 'pm_bank_asks') {
    if (form.get('off_session') === 'true')
      return decline402(intent, method, 'authentication_required', 'authentication_required')
    const return_url = form.get('return_url')
    const url = `https://hooks.stripe.test/redirect/${intent.id}`
    Object.assign(intent, {
      status: 'requires_action',
      payment_method: method,
      next_action: { type: 'redirect_to_url', redirect_to_url: { url, return_url } },
    })
  } else if (method === 'pm_slow_bank') Object.assign(intent, { status: 'processing', payment_method: method })
  else Object.assign(intent, { status: 'succeeded', amount_received: intent.amount, payment_method: method })
  return { status: 200, body: intent }
}

function decline402(intent: Intent, method: string, code: string, decline_code: string): Answer {
  const failure = {
    type: 'card_error',
    code,
    decline_code,
    message: 'as Stripe words it',
    payment_method: { id: method },
  }
  Object.assign(intent, {
    status: 'requires_payment_method',
    payment_method: null,
    last_payment_error: failure,
    next_action: null,
  })
  return { status: 402, body: { error: { ...failure, payment_intent: intent } } }
}

/** What Stripe keeps, as far as anybody looks at it; field by field as in its API reference (docs.stripe.com/api). */
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
  description?: string | null
  statement_descriptor_suffix?: string | null
  receipt_email?: string | null
  latest_charge?: string | null
  last_payment_error: Record<string, unknown> | null
  next_action: Record<string, unknown> | null
  created?: number
  livemode?: boolean
}

export type Charge = {
  id: string
  object: 'charge'
  amount: number
  amount_captured: number
  amount_refunded: number
  currency: string
  customer: string
  payment_intent: string
  payment_method: string | null
  status: 'succeeded' | 'pending' | 'failed'
  paid: boolean
  refunded: boolean
  disputed: boolean
  description: string | null
  metadata: Record<string, string>
  failure_code: string | null
  created: number
  livemode: boolean
}

export type Refund = {
  id: string
  object: 'refund'
  amount: number
  currency: string
  charge: string | null
  payment_intent: string
  status: 'succeeded' | 'pending' | 'requires_action' | 'failed' | 'canceled'
  reason: string | null
  failure_reason?: string
  failure_balance_transaction?: string
  metadata: Record<string, string>
  created: number
}

export type Dispute = {
  id: string
  object: 'dispute'
  payment_intent: string
  charge?: string | null
  amount?: number
  currency?: string
  reason?: string
  status: string
  created: number
}

export type Customer = {
  id: string
  object: 'customer'
  name?: string | null
  metadata?: Record<string, string>
  created?: number
  livemode?: boolean
  deleted?: true
}

export type Card = { brand: string; last4: string; exp_month: number; exp_year: number }

export type Method = {
  id: string
  object: 'payment_method'
  type: 'card'
  customer: string | null
  card: Card
  created: number
  livemode: boolean
}

/** Loose: a test may put into one whatever Stripe could say of it. */
export type Session = Record<string, unknown> & { id: string }

export type StripeEvent = {
  id: string
  object: 'event'
  type: string
  created: number
  livemode: boolean
  data: { object: unknown }
}

/** An answer: its HTTP status and its body. */
export type Answer = { status: number; body: unknown }

export const ok = (body: unknown): Answer => ({ status: 200, body })

export function problem(status: number, type: string, code?: string, more: Record<string, unknown> = {}): Answer {
  return { status, body: { error: { type, ...(code ? { code } : {}), message: 'as Stripe words it', ...more } } }
}

/** docs.stripe.com/error-codes#resource-missing: 404 for what a path names, 400 for what a parameter names. */
export function missing(what: string, id: string | null, param?: string): Answer {
  const more = { message: `No such ${what}: '${id}'`, ...(param ? { param } : {}) }
  return problem(param ? 400 : 404, 'invalid_request_error', 'resource_missing', more)
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

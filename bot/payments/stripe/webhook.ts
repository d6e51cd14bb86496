import { z } from 'zod'
import { BadWebhookError, type PaymentEvent } from '../../../store/use-cases/services.ts'

/** Every event has these; a "thin" one has no `data`, and tells of its object by a reference. */
const event = z.object({
  id: z.string().min(1),
  object: z.string().optional(),
  type: z.string().max(200).optional(),
  livemode: z.boolean().optional(),
  /** The connected account, or the one within an organisation, that it is of; absent for the endpoint's own account. */
  account: z.string().nullish(),
  context: z.string().nullish(),
  data: z.object({ object: z.looseObject({ object: z.string() }) }).optional(),
})
const methodPage = z.object({ id: z.string(), mode: z.literal('setup') })
/** Of a payment without a PaymentIntent there is none: that is nothing of ours. */
const dispute = z.object({ payment_intent: z.string() })
/** So is a refund (`refund.*`, `charge.refund.updated`), and a charge of which something went back (`charge.refunded`). */
const refund = z.object({ payment_intent: z.string() })
const refundedCharge = z.object({ payment_intent: z.string(), amount_refunded: z.int().positive() })
/** A charge carries what its PaymentIntent's metadata said. */
const ourIntent = z.object({ id: z.string(), metadata: z.object({ key: z.string().min(1) }) })
const ourCharge = z.object({ payment_intent: z.string(), metadata: z.object({ key: z.string().min(1) }) })

/** Once it is detached it has no customer any more. */
const card = z.object({ id: z.string(), customer: z.string().nullish() })
const customer = z.object({ id: z.string() })
/** Older payments have no PaymentIntent here. */
const warning = z.object({ payment_intent: z.string().nullish(), charge: z.string() })

type Read = (object: unknown) => Told | undefined
type Told = PaymentEvent extends infer Event ? (Event extends PaymentEvent ? Omit<Event, 'id'> : never) : never

/** What an event's object is a reason to look at, by the object's own name; undefined: it is none of ours. */
const OBJECTS: Record<string, Read> = {
  'checkout.session': reading(methodPage, ({ id }) => ({ kind: 'method', sessionId: id })),
  dispute: reading(dispute, ({ payment_intent }) => ({ kind: 'dispute', chargeId: payment_intent })),
  payment_intent: reading(ourIntent, ({ id, metadata: { key } }) => ({ kind: 'charge', key, chargeId: id })),
  charge: (object) =>
    reading(refundedCharge, ({ payment_intent }) => ({ kind: 'refund', chargeId: payment_intent }))(object) ??
    reading(ourCharge, ({ payment_intent, metadata: { key } }) => ({ kind: 'charge', key, chargeId: payment_intent }))(
      object,
    ),
  refund: reading(refund, ({ payment_intent }) => ({ kind: 'refund', chargeId: payment_intent })),
  payment_method: reading(card, ({ id, customer }) => ({
    kind: 'card',
    methodId: id,
    ...(customer ? { customer } : {}),
  })),
  customer: reading(customer, ({ id }) => ({ kind: 'card', customer: id })),
  'radar.early_fraud_warning': reading(warning, ({ payment_intent, charge }) => ({
    kind: 'fraud-warning',
    chargeId: payment_intent ?? charge,
  })),
  payout: () => ({ kind: 'other', why: 'not-needed' }),
}

/** The types that the endpoint is to be subscribed to. @internal README's list is held to it. */
export const STRIPE_EVENTS = [
  'checkout.session.completed',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'payment_method.automatically_updated',
  'payment_method.updated',
  'payment_method.detached',
  'customer.deleted',
  'radar.early_fraud_warning.created',
] as const

/**
 * What a signed event of Stripe's says; throws BadWebhookError for what is no event. `live`: the mode that our key is of,
 * if it says so. An endpoint of a platform also hears of its accounts' objects, and of test mode ("we recommend you check
 * the livemode property", support.stripe.com/questions/connect-account-webhook-configurations).
 */
export function readStripeEvent(found: unknown, live?: boolean): PaymentEvent {
  const read = event.safeParse(found)
  if (!read.success) throw new BadWebhookError('the body is no event')
  const { id, type, object, livemode, account, context, data } = read.data
  const other = (why?: 'other-account' | 'other-mode' | 'thin'): PaymentEvent => ({
    ...{ id, kind: 'other' },
    ...(type && why ? { type } : {}),
    ...(why ? { why } : {}),
  })
  if (account || context) return other('other-account')
  if (live !== undefined && livemode !== undefined && livemode !== live) return other('other-mode')
  if (!data) {
    if (object === 'v2.core.event') return other('thin')
    throw new BadWebhookError('the body is no event')
  }
  const told = Object.hasOwn(OBJECTS, data.object.object) ? OBJECTS[data.object.object]?.(data.object) : undefined
  if (!told) return other()
  return { ...told, id, ...(told.kind === 'other' && type ? { type } : {}) }
}

function reading<T>(schema: z.ZodType<T>, told: (of: T) => Told): Read {
  return (object) => {
    const read = schema.safeParse(object)
    return read.success ? told(read.data) : undefined
  }
}

/** Whether a secret key is of live mode; undefined: it doesn't say (docs.stripe.com/keys). */
export function isLiveKey(secretKey: string): boolean | undefined {
  const mode = /^(?:sk|rk)_(live|test)_/.exec(secretKey)?.[1]
  return mode === undefined ? undefined : mode === 'live'
}

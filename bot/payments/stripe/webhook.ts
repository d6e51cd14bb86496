import type Stripe from 'stripe'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { BadWebhookError, type PaymentEvent } from '../../../store/use-cases/services.ts'

/** Seconds that an event may lie back or ahead (F55). The library refuses no time in the future. */
const OLDEST = 300
const NEWEST = 60

const event = z.object({ id: z.string().min(1), data: z.object({ object: z.looseObject({ object: z.string() }) }) })
const methodPage = z.object({ object: z.literal('checkout.session'), id: z.string(), mode: z.literal('setup') })
/** Of a payment without a PaymentIntent there is none: that is nothing of ours. */
const dispute = z.object({ object: z.literal('dispute'), payment_intent: z.string() })
/** A charge carries what its PaymentIntent's metadata said. */
const ourCharge = z.object({
  object: z.enum(['payment_intent', 'charge']),
  metadata: z.object({ key: z.string().min(1) }),
})

/** Checks Stripe's signature over the raw bytes with each secret in use, and the time; throws BadWebhookError. */
export function parseStripeWebhook(
  { webhooks }: Pick<Stripe, 'webhooks'>,
  secrets: readonly string[],
  raw: Buffer,
  header: string | undefined,
  now: Temporal.Instant,
): PaymentEvent {
  const times = (header ?? '').split(',').filter((part) => part.trim().startsWith('t='))
  const ahead = Number(times[0]?.trim().slice(2)) - Math.floor(now.epochMilliseconds / 1000)
  if (!header || times.length !== 1 || !(ahead <= NEWEST)) {
    throw new BadWebhookError('the signature has no time, several, or one in the future')
  }
  for (const secret of secrets) {
    let found: unknown
    try {
      found = webhooks.constructEvent(raw, header, secret, OLDEST, undefined, now.epochMilliseconds)
    } catch {
      continue
    }
    return eventOf(found)
  }
  throw new BadWebhookError('no secret fits the signature, it is too old, or the body is no event')
}

function eventOf(found: unknown): PaymentEvent {
  const read = event.safeParse(found)
  if (!read.success) throw new BadWebhookError('the body is no event')
  const { id, data } = read.data
  const page = methodPage.safeParse(data.object)
  if (page.success) return { id, kind: 'method', sessionId: page.data.id }
  const disputed = dispute.safeParse(data.object)
  if (disputed.success) return { id, kind: 'dispute', chargeId: disputed.data.payment_intent }
  const charge = ourCharge.safeParse(data.object)
  return charge.success ? { id, kind: 'charge', key: charge.data.metadata.key } : { id, kind: 'other' }
}

import { z } from 'zod'
import { BadWebhookError, type PaymentEvent } from '../../../store/use-cases/services.ts'

const event = z.object({ id: z.string().min(1), data: z.object({ object: z.looseObject({ object: z.string() }) }) })
const methodPage = z.object({ object: z.literal('checkout.session'), id: z.string(), mode: z.literal('setup') })
/** Of a payment without a PaymentIntent there is none: that is nothing of ours. */
const dispute = z.object({ object: z.literal('dispute'), payment_intent: z.string() })
/** A charge carries what its PaymentIntent's metadata said. */
const ourCharge = z.object({
  object: z.enum(['payment_intent', 'charge']),
  metadata: z.object({ key: z.string().min(1) }),
})

/** What a signed event of Stripe's says; throws BadWebhookError for what is no event. */
export function readStripeEvent(found: unknown): PaymentEvent {
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

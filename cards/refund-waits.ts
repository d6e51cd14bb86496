import { z } from 'zod'
import { messageOf } from './message.ts'

const refundWaits = z.strictObject({
  who: z.string(),
  order: z.string(),
  /** Empty: not known. */
  price: z.string(),
})

/** In a request's thread: a refund that only a second agent can confirm, who else would not hear of it. */
export const refundWaitsCard = messageOf(refundWaits, ({ who, order, price }, say) => ({
  title: say('refund-waits.title'),
  tone: 'warning',
  lines: [
    price
      ? say('refund-waits.of', { who, order, price })
      : say('happened.refund-proposed', { who, what: order, price: 'none' }),
  ],
  hints: [say('refund-waits.how')],
}))

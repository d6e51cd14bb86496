import { z } from 'zod'
import { paymentMethod } from '../store/people/partner.ts'
import { civilDate } from '../store/values/time.ts'
import { button, link } from './actions.ts'
import { formatDate } from './format.ts'
import { messageOf } from './message.ts'
import { methodText } from './payment-details.ts'

const paymentMethodView = z.strictObject({
  nonce: z.string(),
  /** On file; none: none has been added yet. */
  method: paymentMethod.optional(),
  /** It can't be charged any more. */
  isOver: z.boolean().optional(),
  /** The first renewal that comes after it has expired. */
  expiring: z.strictObject({ offer: z.string(), date: civilDate }).optional(),
})

/** The company's payment method, and whether it lives until the next charge. */
export const paymentMethodCard = messageOf(paymentMethodView, ({ nonce, method, isOver, expiring }, say, locale) => {
  const change = say(method ? 'button.change' : 'button.add-method')
  return {
    title: say('payment-method.title'),
    lines: [
      method ? methodText(method, locale) : say('payment-method.none'),
      ...(method ? [say('payment-method.used')] : []),
    ],
    ...(isOver ? { tone: 'attention' as const, highlight: say('payment-method.card-over') } : {}),
    ...(expiring && !isOver
      ? {
          tone: 'warning' as const,
          highlight: say('payment-method.expires', {
            offer: expiring.offer,
            date: formatDate(expiring.date, locale),
          }),
        }
      : {}),
    hints: [say('payment-method.typed', { change: say('word.change') })],
    buttons: [
      button(change, { verb: 'replace-method', nonce }, { style: 'positive' }),
      button(say('button.put-away'), { verb: 'close', nonce }),
    ],
  }
})

const methodPageView = z.strictObject({ nonce: z.string(), url: z.url() })

/** The page on which another method is added. */
export const methodPageCard = messageOf(methodPageView, ({ nonce, url }, say) => ({
  title: say('payment-method.page-title'),
  lines: [say('payment-method.page', { done: say('word.done') })],
  buttons: [
    link(say('button.add-method'), url, { style: 'positive' }),
    button(say('button.method-done'), { verb: 'method-replaced', nonce }),
    button(say('button.stop'), { verb: 'leave', nonce }),
  ],
}))

import { z } from 'zod'
import { type PaymentMethod, paymentMethod } from '../store/people/partner.ts'
import type { Locale } from '../store/values/locale.ts'
import { button, link } from './actions.ts'
import { formatExpiry } from './format.ts'
import { messageOf } from './message.ts'
import { plain } from './plain.ts'
import { text } from './text.ts'

const paymentDetails = z.strictObject({
  nonce: z.string(),
  orderId: z.string(),
  company: z.string(),
  /** On file; none: only the page can give one. */
  method: paymentMethod.optional(),
  page: z.url().optional(),
  /** What is bought, for how much and how long, and that nothing is charged yet. */
  order: z.string().default(''),
})

/** Brand and last four, never more: "Visa ending in 4242, expires 2030-12". */
export function methodText(method: PaymentMethod, locale: Locale): string {
  return text(locale, 'method.shown', {
    brand: method.brand,
    last4: method.last4,
    expires: formatExpiry(method.expires, locale),
  })
}

/** S9: the payment method on file with "change", or "Get started!" with the page on which one is added. */
export const paymentDetailsCard = messageOf(paymentDetails, (view, say, locale) => {
  const { orderId, nonce } = view
  const order = view.order ? [view.order] : []
  const stop = button(say('button.stop'), { verb: 'leave', nonce })
  if (view.method && !view.page) {
    const typed = { next: say('word.next'), change: say('word.change') }
    return {
      title: say('method.title'),
      lines: [...order, say('method.on-file', { company: plain(view.company) })],
      highlight: methodText(view.method, locale),
      hints: [say('method.typed', typed)],
      buttons: [
        button(say('button.next'), { verb: 'use-method', orderId, nonce }, { style: 'positive' }),
        button(say('button.change'), { verb: 'change-method', orderId, nonce }),
        stop,
      ],
    }
  }
  return {
    title: say('method.get-started'),
    lines: [...order, say('method.page', { done: say('word.done') })],
    buttons: [
      ...(view.page ? [link(say('button.add-method'), view.page, { style: 'positive' })] : []),
      button(say('button.method-done'), { verb: 'method-done', orderId, nonce }),
      ...(view.method
        ? [
            button(say('button.keep-method', { last4: view.method.last4 }), {
              verb: 'use-method',
              orderId,
              nonce,
            }),
          ]
        : []),
      stop,
    ],
  }
})

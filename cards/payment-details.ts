import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import { type PaymentMethod, paymentMethod } from '../store/people/partner.ts'
import type { Locale } from '../store/values/locale.ts'
import { button, link } from './actions.ts'
import { formatExpiry } from './format.ts'
import { messageCard } from './message.ts'
import { plain } from './plain.ts'
import { text } from './text.ts'

export const paymentDetails = z.strictObject({
  nonce: z.string(),
  orderId: z.string(),
  company: z.string(),
  /** On file; none: only the page can give one. */
  method: paymentMethod.optional(),
  page: z.url().optional(),
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
export function paymentDetailsCard(data: z.input<typeof paymentDetails>, locale: Locale): Attachment {
  const view = paymentDetails.parse(data)
  const { orderId, nonce } = view
  const stop = button(text(locale, 'button.stop'), { verb: 'leave', nonce })
  if (view.method && !view.page) {
    const typed = { next: text(locale, 'word.next'), change: text(locale, 'word.change') }
    return messageCard(
      {
        title: text(locale, 'method.title'),
        lines: [text(locale, 'method.on-file', { company: plain(view.company) })],
        highlight: methodText(view.method, locale),
        hints: [text(locale, 'method.typed', typed)],
        buttons: [
          button(text(locale, 'button.next'), { verb: 'use-method', orderId, nonce }, { style: 'positive' }),
          button(text(locale, 'button.change'), { verb: 'change-method', orderId, nonce }),
          stop,
        ],
      },
      locale,
    )
  }
  return messageCard(
    {
      title: text(locale, 'method.get-started'),
      lines: [text(locale, 'method.page', { done: text(locale, 'word.done') })],
      buttons: [
        ...(view.page ? [link(text(locale, 'button.add-method'), view.page, { style: 'positive' })] : []),
        button(text(locale, 'button.method-done'), { verb: 'method-done', orderId, nonce }),
        ...(view.method
          ? [
              button(text(locale, 'button.keep-method', { last4: view.method.last4 }), {
                verb: 'use-method',
                orderId,
                nonce,
              }),
            ]
          : []),
        stop,
      ],
    },
    locale,
  )
}

import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import { paymentMethod } from '../store/people/partner.ts'
import type { Locale } from '../store/values/locale.ts'
import { civilDate } from '../store/values/time.ts'
import { button, link } from './actions.ts'
import { formatDate } from './format.ts'
import { messageCard } from './message.ts'
import { methodText } from './payment-details.ts'
import { text } from './text.ts'

export const paymentMethodView = z.strictObject({
  nonce: z.string(),
  /** On file; none: none has been added yet. */
  method: paymentMethod.optional(),
  /** The first renewal that comes after it has expired. */
  expiring: z.strictObject({ offer: z.string(), date: civilDate }).optional(),
})

/** The company's payment method, and whether it lives until the next charge. */
export function paymentMethodCard(data: z.input<typeof paymentMethodView>, locale: Locale): Attachment {
  const { nonce, method, expiring } = paymentMethodView.parse(data)
  const change = text(locale, method ? 'button.change' : 'button.add-method')
  return messageCard(
    {
      title: text(locale, 'payment-method.title'),
      lines: [
        method ? methodText(method, locale) : text(locale, 'payment-method.none'),
        ...(method ? [text(locale, 'payment-method.used')] : []),
      ],
      ...(expiring
        ? {
            tone: 'warning' as const,
            highlight: text(locale, 'payment-method.expires', {
              offer: expiring.offer,
              date: formatDate(expiring.date, locale),
            }),
          }
        : {}),
      hints: [text(locale, 'payment-method.typed', { change: text(locale, 'word.change') })],
      buttons: [
        button(change, { verb: 'replace-method', nonce }, { style: 'positive' }),
        button(text(locale, 'button.close'), { verb: 'close', nonce }),
      ],
    },
    locale,
  )
}

export const methodPageView = z.strictObject({ nonce: z.string(), url: z.url() })

/** The page on which another method is added. */
export function methodPageCard(data: z.input<typeof methodPageView>, locale: Locale): Attachment {
  const { nonce, url } = methodPageView.parse(data)
  return messageCard(
    {
      title: text(locale, 'payment-method.page-title'),
      lines: [text(locale, 'payment-method.page', { done: text(locale, 'word.done') })],
      buttons: [
        link(text(locale, 'button.add-method'), url, { style: 'positive' }),
        button(text(locale, 'button.method-done'), { verb: 'method-replaced', nonce }),
        button(text(locale, 'button.stop'), { verb: 'leave', nonce }),
      ],
    },
    locale,
  )
}

import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/locale.ts'
import { money } from '../store/money.ts'
import { paymentMethod } from '../store/partner.ts'
import { term } from '../store/term.ts'
import { button } from './actions.ts'
import { formatDate, formatMoney, formatZone } from './format.ts'
import { methodText } from './payment-details.ts'
import { template } from './render.ts'
import { text } from './text.ts'

export const orderReview = z.strictObject({
  nonce: z.string(),
  orderId: z.string(),
  number: z.string(),
  /** Counts the reviews shown: only the last one buys. */
  review: z.int().positive(),
  company: z.string(),
  offer: z.string(),
  area: z.string().optional(),
  price: money,
  term,
  method: paymentMethod,
  /** The review before this one no longer holds. */
  fresh: z.boolean().default(false),
  /** Silver of the same area goes on beside the Gold bought here (S3). */
  besideSilver: z.boolean().default(false),
})

const expand = template('order-review')

/** S10: everything that Purchase will do, before it is pressed. */
export function orderReviewCard(data: z.input<typeof orderReview>, locale: Locale): Attachment {
  const view = orderReview.parse(data)
  const { nonce, orderId } = view
  const price = formatMoney(view.price, locale)
  const method = methodText(view.method, locale)
  const date = formatDate(view.term.end, locale)
  const purchase = text(locale, 'button.purchase')
  const charged = text(locale, 'review.charged', { price, method, button: purchase })
  const change = (what: 'offer' | 'method') =>
    button(text(locale, `button.change-${what}`), { verb: 'change-answer', orderId, what, nonce })
  return expand({
    lang: locale,
    fallback: `${text(locale, 'review.title')}: ${view.offer}. ${charged} ${text(locale, 'review.typed', words(locale))}`,
    title: text(locale, 'review.title'),
    note: view.fresh ? text(locale, 'review.fresh') : '',
    offer: view.offer,
    price,
    facts: facts(view, method, date, locale),
    lines: [
      { text: text(locale, 'review.renews', { date }) },
      ...(view.besideSilver ? [{ text: text(locale, 'review.gold-silver', { area: view.area ?? '' }) }] : []),
    ],
    charged,
    typed: text(locale, 'review.typed', words(locale)),
    buttons: [
      button(purchase, { verb: 'purchase', orderId, review: view.review, nonce }, { style: 'positive' }),
      change('offer'),
      change('method'),
      button(text(locale, 'button.change-terms'), { verb: 'change-answer', orderId, what: 'terms', nonce }),
    ],
  })
}

function words(locale: Locale) {
  return { button: text(locale, 'word.purchase'), stop: text(locale, 'button.stop') }
}

function facts(view: z.infer<typeof orderReview>, method: string, date: string, locale: Locale) {
  const fact = (
    key: 'company' | 'area' | 'term' | 'renews' | 'auto-renew' | 'method' | 'zone' | 'order',
    value: string,
  ) => ({
    title: text(locale, `fact.${key}`),
    value,
  })
  return [
    fact('company', view.company),
    ...(view.area ? [fact('area', view.area)] : []),
    fact('term', text(locale, 'term.one-year', { start: formatDate(view.term.start, locale), end: date })),
    fact('renews', date),
    fact('auto-renew', text(locale, 'auto-renew.on')),
    fact('method', method),
    fact('zone', formatZone(view.term.zone, locale)),
    fact('order', view.number),
  ]
}

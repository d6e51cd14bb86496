import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/locale.ts'
import { money } from '../store/money.ts'
import { paymentMethod } from '../store/partner.ts'
import { term } from '../store/term.ts'
import { civilDate } from '../store/time.ts'
import { button } from './actions.ts'
import { formatDate, formatMoney } from './format.ts'
import { noticeCard } from './notice.ts'
import { methodText } from './payment-details.ts'
import { text } from './text.ts'

export const receipt = z.strictObject({
  nonce: z.string(),
  number: z.string(),
  receipt: z.string(),
  company: z.string(),
  offer: z.string(),
  area: z.string().optional(),
  price: money,
  term,
  method: paymentMethod,
  /** The day of payment in the partner's zone. */
  paidOn: civilDate,
})

/** S11: the order is confirmed; what was paid, until when, and what comes next. */
export function receiptCard(data: z.input<typeof receipt>, locale: Locale): Attachment {
  const view = receipt.parse(data)
  const start = formatDate(view.term.start, locale)
  const end = formatDate(view.term.end, locale)
  const fact = (
    key: 'order' | 'receipt' | 'company' | 'offer' | 'area' | 'paid' | 'date' | 'method' | 'term' | 'renews',
    value: string,
  ) => ({
    title: text(locale, `fact.${key}`),
    value,
  })
  return noticeCard(
    {
      title: text(locale, 'receipt.title'),
      lines: [text(locale, 'receipt.renews', { date: end }), text(locale, 'receipt.next')],
      facts: [
        fact('order', view.number),
        fact('receipt', view.receipt),
        fact('company', view.company),
        fact('offer', view.offer),
        ...(view.area ? [fact('area', view.area)] : []),
        fact('paid', formatMoney(view.price, locale)),
        fact('date', formatDate(view.paidOn, locale)),
        fact('method', methodText(view.method, locale)),
        fact('term', text(locale, 'term.one-year', { start, end })),
        fact('renews', end),
      ],
      buttons: [
        button(text(locale, 'button.activate-benefits'), {
          verb: 'command',
          command: 'activate-benefits',
          nonce: view.nonce,
        }),
        button(text(locale, 'button.close'), { verb: 'close', nonce: view.nonce }),
      ],
    },
    locale,
  )
}

import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button, link } from './actions.ts'
import { formatDate, formatMoney } from './format.ts'
import { noticeCard } from './notice.ts'
import { methodText } from './payment-details.ts'
import { plain } from './plain.ts'
import { receiptView } from './receipt-view.ts'
import { text } from './text.ts'

export const receiptLink = receiptView.extend({
  nonce: z.string(),
  company: z.string(),
  /** The printable page; good for an hour. */
  url: z.url(),
})

/** One receipt with the link to its printable page. */
export function receiptLinkCard(data: z.input<typeof receiptLink>, locale: Locale): Attachment {
  const view = receiptLink.parse(data)
  const { nonce } = view
  const start = formatDate(view.term.start, locale)
  const end = formatDate(view.term.end, locale)
  const fact = (key: 'offer' | 'term' | 'paid' | 'date' | 'method' | 'buyer' | 'order', value: string) => ({
    title: text(locale, `fact.${key}`),
    value,
  })
  return noticeCard(
    {
      title: text(locale, 'receipts.card-title', { number: view.number }),
      lines: [],
      highlight: view.refunded ? text(locale, 'receipt-page.refunded') : '',
      facts: [
        fact('offer', view.offer),
        fact('term', text(locale, 'term.one-year', { start, end })),
        fact('paid', formatMoney(view.price, locale)),
        fact('date', formatDate(view.paidOn, locale)),
        fact('method', methodText(view.method, locale)),
        fact('buyer', plain(view.company)),
        fact('order', view.orderNumber),
      ],
      hints: [text(locale, 'receipts.link')],
      buttons: [
        link(text(locale, 'button.open-receipt'), view.url, { style: 'positive' }),
        button(text(locale, 'button.receipts'), { verb: 'command', command: 'receipts', nonce }),
      ],
    },
    locale,
  )
}

import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button, link } from './actions.ts'
import { factsIn } from './fact.ts'
import { messageCard } from './message.ts'
import { plain } from './plain.ts'
import { receiptView, receiptWords } from './receipt-view.ts'
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
  const { term, price, date, method } = receiptWords(view, locale)
  const fact = factsIn(locale)
  return messageCard(
    {
      title: text(locale, 'receipts.card-title', { number: view.number }),
      lines: [],
      highlight: view.refunded ? text(locale, 'receipt-page.refunded') : '',
      facts: [
        fact('offer', view.offer),
        fact('term', term),
        fact('paid', price),
        fact('date', date),
        fact('method', method),
        fact('buyer', plain(view.company)),
        fact('order', view.orderNumber),
      ],
      hints: [text(locale, 'receipts.link')],
      buttons: [
        link(text(locale, 'button.open-receipt'), view.url, { style: 'positive' }),
        button(text(locale, 'button.receipts'), { verb: 'command', command: 'receipts', nonce: view.nonce }),
      ],
    },
    locale,
  )
}

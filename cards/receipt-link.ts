import { z } from 'zod'
import { button, link } from './actions.ts'
import { factsIn } from './fact.ts'
import { messageOf } from './message.ts'
import { plain } from './plain.ts'
import { receiptView, receiptWords } from './receipt-view.ts'

const receiptLink = receiptView.extend({
  nonce: z.string(),
  company: z.string(),
  /** The printable page; good for an hour. */
  url: z.url(),
})

/** One receipt with the link to its printable page. */
export const receiptLinkCard = messageOf(receiptLink, (view, say, locale) => {
  const { term, price, date, method } = receiptWords(view, locale)
  const fact = factsIn(locale)
  return {
    title: say('receipts.card-title', { number: view.number }),
    lines: [],
    highlight: view.refunded ? say('receipt-page.refunded') : '',
    facts: [
      fact('offer', view.offer),
      fact('term', term),
      fact('paid', price),
      fact('date', date),
      fact('method', method),
      fact('buyer', plain(view.company)),
      fact('order', view.orderNumber),
    ],
    hints: [say('receipts.link')],
    buttons: [
      link(say('button.open-receipt'), view.url, { style: 'positive' }),
      button(say('button.receipts'), { verb: 'command', command: 'receipts', nonce: view.nonce }),
    ],
  }
})

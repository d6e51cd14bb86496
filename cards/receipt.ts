import { z } from 'zod'
import { button, link } from './actions.ts'
import { messageOf } from './message.ts'
import { plain } from './plain.ts'
import { receiptView, receiptWords } from './receipt-view.ts'
import { cardOf } from './render.ts'
import { factsIn, factText } from './text.ts'

const receipt = receiptView.extend({ nonce: z.string(), company: z.string(), orderId: z.string() })

/** S11: the order is confirmed; what was paid, until when, and what comes next. */
export const receiptCard = cardOf('receipt', receipt, (view, say, locale) => {
  const { refunds, ...words } = receiptWords(view, locale)
  const { price, end } = words
  const fact = factsIn(locale)
  const title = say('receipt.title')
  const orderNumber = factText(fact('order', view.orderNumber), locale)
  const paid = say('receipt.paid', words)
  const facts = [
    fact('offer', view.offer),
    fact('term', words.term),
    fact('renews', end),
    fact('company', plain(view.company)),
    fact('receipt', view.number),
  ]
  const renews = say('receipt.renews', { date: end })
  const next = say('receipt.next')
  const told = facts.map((each) => factText(each, locale))
  return {
    said: [title, orderNumber, `${price} – ${paid}`, ...refunds, ...told, renews, next],
    title,
    orderNumber,
    price,
    paid: [paid, ...refunds].join('\n\n'),
    facts,
    renews,
    next,
    buttons: [
      button(
        say('button.activate-benefits'),
        { verb: 'command', command: 'activate-benefits', nonce: view.nonce },
        { style: 'positive' },
      ),
      button(say('button.put-away'), { verb: 'close', about: view.orderId, nonce: view.nonce }),
    ],
  }
})

const receiptLink = receiptView.extend({
  nonce: z.string(),
  company: z.string(),
  /** The printable page; good for an hour. */
  url: z.url(),
  /** Its invoice, and its newest credit note, likewise. */
  invoice: z.url().optional(),
  creditNote: z.url().optional(),
})

/** One receipt with the link to its printable page. */
export const receiptLinkCard = messageOf(receiptLink, (view, say, locale) => {
  const { term, price, date, method, refunds } = receiptWords(view, locale)
  const fact = factsIn(locale)
  return {
    title: say('receipts.card-title', { number: view.number }),
    lines: refunds,
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
      ...(view.invoice ? [link(say('button.open-invoice'), view.invoice)] : []),
      ...(view.creditNote ? [link(say('button.open-credit-note'), view.creditNote)] : []),
      button(say('button.receipts'), { verb: 'command', command: 'receipts', nonce: view.nonce }),
    ],
  }
})

import { z } from 'zod'
import { button } from './actions.ts'
import { factsIn, factText } from './fact.ts'
import { plain } from './plain.ts'
import { receiptView, receiptWords } from './receipt-view.ts'
import { cardOf } from './render.ts'

const receipt = receiptView.extend({ nonce: z.string(), company: z.string() })

/** S11: the order is confirmed; what was paid, until when, and what comes next. */
export const receiptCard = cardOf('receipt', receipt, (view, say, locale) => {
  const words = receiptWords(view, locale)
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
    said: [title, orderNumber, `${price} – ${paid}`, ...told, renews, next],
    title,
    orderNumber,
    price,
    paid,
    facts,
    renews,
    next,
    buttons: [
      button(
        say('button.activate-benefits'),
        { verb: 'command', command: 'activate-benefits', nonce: view.nonce },
        { style: 'positive' },
      ),
      button(say('button.close'), { verb: 'close', nonce: view.nonce }),
    ],
  }
})

import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button } from './actions.ts'
import { factsIn, factText } from './fact.ts'
import { plain } from './plain.ts'
import { receiptView, receiptWords } from './receipt-view.ts'
import { template } from './render.ts'
import { text } from './text.ts'

export const receipt = receiptView.extend({ nonce: z.string(), company: z.string() })

const expand = template('receipt')

/** S11: the order is confirmed; what was paid, until when, and what comes next. */
export function receiptCard(data: z.input<typeof receipt>, locale: Locale): Attachment {
  const view = receipt.parse(data)
  const words = receiptWords(view, locale)
  const { price, end } = words
  const fact = factsIn(locale)
  const title = text(locale, 'receipt.title')
  const orderNumber = factText(fact('order', view.orderNumber), locale)
  const paid = text(locale, 'receipt.paid', words)
  const facts = [
    fact('offer', view.offer),
    fact('term', words.term),
    fact('renews', end),
    fact('company', plain(view.company)),
    fact('receipt', view.number),
  ]
  const renews = text(locale, 'receipt.renews', { date: end })
  const next = text(locale, 'receipt.next')
  const said = [title, orderNumber, `${price} – ${paid}`, ...facts.map((each) => factText(each, locale)), renews, next]
  return expand({
    lang: locale,
    fallback: said.join('\n'),
    title,
    orderNumber,
    price,
    paid,
    facts,
    renews,
    next,
    buttons: [
      button(
        text(locale, 'button.activate-benefits'),
        { verb: 'command', command: 'activate-benefits', nonce: view.nonce },
        { style: 'positive' },
      ),
      button(text(locale, 'button.close'), { verb: 'close', nonce: view.nonce }),
    ],
  })
}

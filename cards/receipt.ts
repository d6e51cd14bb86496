import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button } from './actions.ts'
import { formatDate, formatMoney } from './format.ts'
import { methodText } from './payment-details.ts'
import { plain } from './plain.ts'
import { receiptView } from './receipt-view.ts'
import { factText, template } from './render.ts'
import { text } from './text.ts'

export const receipt = receiptView.extend({ nonce: z.string(), company: z.string() })

const expand = template('receipt')

/** S11: the order is confirmed; what was paid, until when, and what comes next. */
export function receiptCard(data: z.input<typeof receipt>, locale: Locale): Attachment {
  const view = receipt.parse(data)
  const end = formatDate(view.term.end, locale)
  const title = text(locale, 'receipt.title')
  const orderNumber = factText({ title: text(locale, 'fact.order'), value: view.orderNumber }, locale)
  const price = formatMoney(view.price, locale)
  const method = methodText(view.method, locale)
  const paid = text(locale, 'receipt.paid', { date: formatDate(view.paidOn, locale), method })
  const facts = factsOf(view, end, locale)
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

function factsOf(view: z.infer<typeof receipt>, end: string, locale: Locale) {
  const fact = (key: 'receipt' | 'company' | 'offer' | 'term' | 'renews', value: string) => ({
    title: text(locale, `fact.${key}`),
    value,
  })
  const start = formatDate(view.term.start, locale)
  return [
    fact('offer', view.offer),
    fact('term', text(locale, 'term.one-year', { start, end })),
    fact('renews', end),
    fact('company', plain(view.company)),
    fact('receipt', view.number),
  ]
}

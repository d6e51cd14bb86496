import { z } from 'zod'
import { bill } from '../store/billing/bill.ts'
import { expiresBefore, paymentMethod } from '../store/people/partner.ts'
import type { Locale } from '../store/values/locale.ts'
import { money } from '../store/values/money.ts'
import { term } from '../store/values/term.ts'
import { instant } from '../store/values/time.ts'
import { button } from './actions.ts'
import { buyerFacts, sumFacts, taxLines } from './bill-facts.ts'
import { formatDate, formatMoney, formatZone } from './format.ts'
import { methodText } from './payment-details.ts'
import { clean, plain } from './plain.ts'
import { asTexts, cardOf } from './render.ts'
import { factsIn, factText, text } from './text.ts'

const orderReview = z.strictObject({
  nonce: z.string(),
  orderId: z.string(),
  number: z.string(),
  /** Counts the reviews shown: only the last one buys. */
  review: z.int().positive(),
  company: z.string(),
  offer: z.string(),
  area: z.string().optional(),
  price: money,
  /** Its parts; absent: no seller is set. */
  bill: bill.optional(),
  /** The buyer's purchase order, '' for none; absent: there are no papers for it to stand on. */
  poNumber: z.string().optional(),
  term,
  now: instant,
  method: paymentMethod,
  /** The review before this one no longer holds. */
  fresh: z.boolean().default(false),
  /** The term follows on one that is held, instead of being the first (S17). */
  renewal: z.boolean().default(false),
  /** Silver of the same area goes on beside the Gold bought here (S3). */
  besideSilver: z.boolean().default(false),
})

/** S10, S15, S17: everything that Purchase will do, before it is pressed. */
export const orderReviewCard = cardOf('order-review', orderReview, (view, say, locale) => {
  const { nonce, orderId, poNumber: po } = view
  const price = formatMoney(view.price, locale)
  const method = methodText(view.method, locale)
  const start = formatDate(view.term.start, locale)
  const end = formatDate(view.term.end, locale)
  const purchase = say('button.purchase')
  const title = say(view.renewal ? 'review.renewal-title' : 'review.title')
  const note = view.fresh ? say('review.fresh') : ''
  const term = say(view.renewal ? 'term.next-year' : 'term.one-year', { start, end })
  const facts = factsOf(view, method, end, locale)
  const lines = [
    ...(view.bill ? taxLines(view.bill, locale) : []),
    say(view.renewal ? 'review.goes-on' : 'review.renews', { date: end }),
    ...(expiresBefore(view.method, view.term.end) ? [say('method.expires-before', { date: end })] : []),
    say('review.cancelling'),
    say('review.saved', { method }),
    ...(view.besideSilver ? [say('review.gold-silver', { area: view.area ?? '' })] : []),
  ]
  const charged = say('review.charged', { price, method, button: purchase })
  const typed = say('review.typed', {
    button: say('word.purchase'),
    stop: say('button.stop'),
  })
  const bought = [view.offer, price, term, ...facts.map((each) => factText(each, locale))]
  const change = (what: 'offer' | 'method' | 'terms') =>
    button(say(`button.change-${what}`), { verb: 'change-answer', orderId, what, nonce })
  return {
    said: [title, note, ...bought, ...lines, charged, typed],
    title,
    note,
    offer: view.offer,
    price,
    term,
    facts,
    lines: asTexts(lines),
    charged,
    hints: asTexts([typed, ...(po === undefined ? [] : [say('review.po-typed')])]),
    po: po === undefined ? [] : [{ label: say('review.po'), hint: say('review.po-hint'), value: clean(po, 30) }],
    buttons: [
      button(
        purchase,
        { verb: 'purchase', orderId, review: view.review, nonce },
        { style: 'positive', inputs: po !== undefined },
      ),
      ...(view.renewal ? [] : [change('offer')]),
      change('method'),
      change('terms'),
    ],
  }
})

function factsOf(view: z.infer<typeof orderReview>, method: string, end: string, locale: Locale) {
  const fact = factsIn(locale)
  return [
    ...(view.bill ? sumFacts(view.bill, view.price, locale) : []),
    fact('company', plain(view.company)),
    ...(view.bill ? buyerFacts(view.bill.buyer, locale, view.company) : []),
    fact('method', method),
    fact('renews', end),
    fact('auto-renew', text(locale, 'auto-renew.on')),
    fact('zone', formatZone(view.term.zone, locale, view.now)),
    fact('order', view.number),
    ...(view.poNumber ? [fact('po-number', plain(view.poNumber))] : []),
  ]
}

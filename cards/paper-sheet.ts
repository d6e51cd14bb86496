import type { Paper } from '../store/papers/paper.ts'
import type { Locale } from '../store/values/locale.ts'
import { operatorText, sumFacts, taxIdTitle, taxLines } from './bill-facts.ts'
import { formatCountry, formatDate, formatMoney } from './format.ts'
import { methodText } from './payment-details.ts'
import { clean } from './plain.ts'
import { type Fact, factsIn, factText, text } from './text.ts'

/** A paper in a language, in the order in which it is read: its page and its PDF are both made from this. */
export type PaperSheet = {
  title: string
  number: string
  /** What must not be overlooked. */
  banner: string[]
  parties: { heading: string; lines: string[] }[]
  facts: Fact[]
  /** The one thing that was sold. */
  item: { heading: string; name: string; term: string; amountHeading: string; amount: string }
  sums: Fact[]
  notes: string[]
}

export function paperSheet(paper: Paper, locale: Locale): PaperSheet {
  const { bill, kind, total } = paper
  const fact = factsIn(locale)
  const [start, end] = [formatDate(paper.term.start, locale), formatDate(paper.term.end, locale)]
  const sums = sumFacts(bill, total, locale).slice(0, 2)
  const moved = {
    invoice: 'paper.paid',
    'credit-note': 'paper.returned',
    'credit-reversal': 'paper.not-returned',
  } as const
  return {
    title: text(locale, `paper.${kind}`),
    number: paper._id,
    banner: bill.seller.sample ? [text(locale, 'paper.sample')] : [],
    parties: [sellerIn(paper, locale), buyerIn(paper, locale)],
    facts: [
      { title: text(locale, 'paper.issued'), value: formatDate(paper.issuedOn, locale) },
      { title: text(locale, moved[kind]), value: formatDate(paper.movedOn, locale) },
      ...(paper.corrects ? [{ title: text(locale, 'paper.corrects'), value: paper.corrects }] : []),
      fact('order', paper.orderNumber),
      ...(paper.poNumber ? [fact('po-number', clean(paper.poNumber))] : []),
      fact('method', methodText(paper.method, locale)),
    ],
    item: {
      heading: text(locale, 'paper.what'),
      name: operatorText(paper.offer, locale),
      term: text(locale, 'term.one-year', { start, end }),
      amountHeading: text(locale, 'fact.subtotal'),
      amount: formatMoney({ ...total, amount: bill.net }, locale),
    },
    sums: [...sums, { title: text(locale, `paper.total-${kind}`), value: formatMoney(total, locale) }],
    notes: [...taxLines(bill, locale), ...taiwanLines(paper, locale)],
  }
}

function sellerIn({ bill: { seller } }: Paper, locale: Locale) {
  const id = { title: taxIdTitle(seller.country, locale), value: seller.taxId }
  const contact = { title: text(locale, 'paper.contact'), value: seller.contact ?? '' }
  const lines = [seller.name, ...seller.address, formatCountry(seller.country, locale), factText(id, locale)]
  return {
    heading: text(locale, 'paper.seller'),
    lines: [...lines, ...(seller.contact ? [factText(contact, locale)] : [])].map((each) => clean(each, 250)),
  }
}

function buyerIn({ bill: { buyer } }: Paper, locale: Locale) {
  const { name, address = [], country, taxId } = buyer
  const id = taxId ? [factText({ title: taxIdTitle(country, locale), value: taxId }, locale)] : []
  const lines = [name, ...address, formatCountry(country, locale), ...id]
  return { heading: text(locale, 'paper.buyer'), lines: lines.map((each) => clean(each, 250)) }
}

/** Where Taiwan's law may ask for a 統一發票, the paper says that it is none, and how one is had. */
function taiwanLines({ bill: { seller, buyer } }: Paper, locale: Locale): string[] {
  if (seller.country !== 'TW' && buyer.country !== 'TW') return []
  const how = seller.uniformInvoice && operatorText(seller.uniformInvoice, locale)
  return [
    text(locale, 'paper.taiwan'),
    how ? text(locale, 'paper.taiwan-how', { how }) : text(locale, 'paper.taiwan-ask'),
  ]
}

/** What a paper's file is called. */
export function paperFile({ _id }: Paper, locale: Locale): string {
  return `${_id}-${locale}.pdf`
}

import { Temporal } from 'temporal-polyfill'
import type { Paper } from '../../store/papers/paper.ts'
import { movedWithoutPaper, papersOfDays, type Unpapered } from '../../store/use-cases/papers/bookings.ts'
import { csvLine, textCell } from './csv.ts'
import { decimal, withPoint } from './decimal.ts'
import { type AdminVerb, UsageError } from './verb.ts'

/** So that spreadsheets read it as UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'

const COLUMNS = [
  ...[
    'kind',
    'number',
    'date',
    'moved_utc',
    'corrects',
    'seller',
    'seller_tax_id',
    'buyer',
    'buyer_country',
    'buyer_tax_id',
  ],
  ...[
    'order',
    'po_number',
    'offer',
    'term_start',
    'term_end',
    'currency',
    'net',
    'tax_rate',
    'tax_treatment',
    'tax',
    'total',
  ],
] as const
type Row = Partial<Record<(typeof COLUMNS)[number], string>>

/** For the accountant: the papers of the days, and what money moved without one, so that the sums are those of `reconcile`. */
export const exportInvoices: AdminVerb = {
  name: 'export-invoices',
  usage: 'FROM TO',
  about: 'invoices and credit notes of the days, and money without one, as CSV on the standard output',
  async run({ store, out }, args) {
    const [first, last] = daysIn(args)
    out(BYTE_ORDER_MARK + csvLine(COLUMNS))
    for await (const paper of papersOfDays(store, first, last)) out(lineOf(paperRow(paper)))
    for await (const moved of movedWithoutPaper(store, first, last)) out(lineOf(movementRow(moved)))
    return 0
  },
}

function daysIn(args: readonly string[]): [string, string] {
  if (args.length !== 2) throw new UsageError(`Expected: ${exportInvoices.usage}`)
  const [first = '', last = ''] = args.map(dayOf)
  if (first > last) throw new UsageError('FROM lies after TO.')
  return [first, last]
}

function dayOf(written: string): string {
  try {
    if (!/^\d{4}-\d\d-\d\d$/.test(written)) throw new RangeError(written)
    return Temporal.PlainDate.from(written, { overflow: 'reject' }).toString()
  } catch {
    throw new UsageError('A day is written like 2026-11-23.')
  }
}

function paperRow({ kind, bill, total, ...paper }: Paper): Row {
  const { seller, buyer, rule } = bill
  const sign = kind === 'credit-note' ? -1 : 1
  const money = (amount: number) => decimal(sign * amount, total.currency)
  return {
    ...{ kind, number: paper._id, date: paper.issuedOn, moved_utc: (paper.movedAt ?? paper.issuedAt).slice(0, 10) },
    ...{ corrects: paper.corrects ?? '', seller: textCell(seller.name), seller_tax_id: textCell(seller.taxId) },
    ...{ buyer: textCell(buyer.name), buyer_country: buyer.country, buyer_tax_id: textCell(buyer.taxId ?? '') },
    ...{
      order: textCell(paper.orderNumber),
      po_number: textCell(paper.poNumber ?? ''),
      offer: textCell(paper.offer.en),
    },
    ...{ term_start: paper.term.start, term_end: paper.term.end, currency: total.currency },
    ...{ net: money(bill.net), tax: money(bill.tax), total: money(total.amount) },
    ...{ tax_rate: withPoint(rule.rate, 2), tax_treatment: rule.treatment },
  }
}

const WITHOUT = {
  paid: 'payment-without-invoice',
  refunded: 'refund-without-credit-note',
  'taken-back': 'taken-back',
} as const

function movementRow({ order, movement: { kind, money, at } }: Unpapered): Row {
  const day = at.slice(0, 10)
  const amount = kind === 'paid' ? money.amount : -money.amount
  const term = order.frozen ? { term_start: order.frozen.term.start, term_end: order.frozen.term.end } : {}
  const about = { order: textCell(order.number), offer: textCell(order.offerId), currency: money.currency, ...term }
  return { kind: WITHOUT[kind], date: day, moved_utc: day, ...about, total: decimal(amount, money.currency) }
}

function lineOf(row: Row): string {
  return csvLine(COLUMNS.map((each) => row[each] ?? ''))
}

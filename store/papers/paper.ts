import { z } from 'zod'
import { type Bill, bill, billedAtMost } from '../billing/bill.ts'
import { lastAttempt, type Order, takenFor } from '../orders/order.ts'
import { aboutCredit, type OwedPaper, PAPER_KINDS } from '../orders/papers-owed.ts'
import { refundsOf } from '../orders/refunds-of.ts'
import { paymentMethod } from '../people/partner.ts'
import { inBothLanguages, type Locale } from '../values/locale.ts'
import { money } from '../values/money.ts'
import { term } from '../values/term.ts'
import { civilDate, dayOf, instant } from '../values/time.ts'

/** An invoice or credit note: written once, with everything that it says, and never changed (S27). */
export const paper = z.strictObject({
  /** Its number: SONE-2027-000001, of credit notes SONE-2027-C000001. */
  _id: z.string(),
  version: z.int(),
  /** Whose numbers of which year: within it they go 1, 2, 3 … without a gap. */
  series: z.string(),
  n: z.int().positive(),
  kind: z.enum(PAPER_KINDS),
  /** What it is for, once: `invoice:ORDER`, `credit:REFUND`, `reversal:REFUND`. */
  about: z.string(),
  partnerId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  /** The how manieth paper of its order: what each says depends on those before it. */
  place: z.int().positive(),
  issuedAt: instant,
  /** In the seller's zone; never earlier than the paper with the number before. */
  issuedOn: civilDate,
  /** The day on which it was paid, or went back, in the zone of its term. */
  movedOn: civilDate,
  movedAt: instant.optional(),
  bill,
  /** What was paid or went back; `bill.net + bill.tax`. */
  total: money,
  offer: inBothLanguages,
  term,
  method: paymentMethod,
  poNumber: z.string().optional(),
  /** The paper that this one takes back, in whole or in part. */
  corrects: z.string().optional(),
  /** When it is to be sent by e-mail next; absent: not at all, or no more. The only things that change in a paper are these. */
  mailAt: instant.optional(),
  tries: z.int().nonnegative().optional(),
  /** A mail server is being asked. */
  mailing: z.literal(true).optional(),
  mail: z.enum(['sent', 'refused', 'unknown', 'given-up']).optional(),
})
export type Paper = z.infer<typeof paper>

/** Everything of a paper but its number and day, which it gets when it is kept. */
export type Draft = Omit<
  Paper,
  '_id' | 'version' | 'series' | 'n' | 'issuedAt' | 'issuedOn' | 'mailAt' | 'tries' | 'mailing' | 'mail'
>

/** What a paper says, from its order's record. `earlier`: the order's papers that there are. Throws where nothing was paid. */
export function draftOf(
  order: Order,
  owed: OwedPaper,
  offer: Record<Locale, string>,
  earlier: readonly Paper[],
): Draft {
  const { frozen, receipt } = order
  const attempt = lastAttempt(order)
  const total = takenFor(order)
  const refund = refundsOf(order).find((each) => each.id === owed.refundId)
  const invoice = earlier.find((each) => each.kind === 'invoice')
  const movedAt = refund ? (refund.endedAt ?? refund.at) : (attempt?.endedAt ?? receipt?.at)
  if (!frozen?.bill || !(receipt || invoice) || !attempt || !total || !movedAt)
    throw new Error(`order ${order._id} is owed no paper`)
  const common = {
    ...{
      kind: owed.kind,
      about: owed.about,
      partnerId: order.partnerId,
      offer: { en: offer.en, 'zh-TW': offer['zh-TW'] },
    },
    ...{ orderId: order._id, orderNumber: order.number, term: frozen.term, method: attempt.method },
    place: earlier.length + 1,
    movedOn: dayOf(movedAt, frozen.term.zone),
    movedAt,
    ...(order.poNumber ? { poNumber: order.poNumber } : {}),
  }
  if (!refund) {
    const { bill: parts = frozen.bill } = billedAtMost(frozen, total)
    return { ...common, bill: parts, total }
  }
  if (!invoice) throw new Error(`order ${order._id} has no invoice to be credited`)
  const credit = earlier.find((each) => each.about === aboutCredit(refund.id))
  if (owed.kind === 'credit-reversal' && credit)
    return { ...common, bill: credit.bill, total: credit.total, corrects: credit._id }
  const { net, tax } = creditOf(invoice, earlier, refund.money.amount)
  return { ...common, bill: { ...invoice.bill, net, tax }, total: refund.money, corrects: invoice._id }
}

/**
 * Net and tax of a credit: such that those of all credits together are, to the minor unit, the part of the invoice's that
 * has gone back; all of it back, all of its tax is.
 */
function creditOf(invoice: Paper, earlier: readonly Paper[], amount: number): Pick<Bill, 'net' | 'tax'> {
  const sign = { invoice: 0, 'credit-note': 1, 'credit-reversal': -1 } as const
  const before = earlier.reduce(
    (sum, { kind, total, bill }) => ({
      amount: sum.amount + sign[kind] * total.amount,
      tax: sum.tax + sign[kind] * bill.tax,
    }),
    { amount: 0, tax: 0 },
  )
  const back = BigInt(before.amount + amount)
  const whole = BigInt(invoice.total.amount)
  const upToNow = whole === 0n ? 0 : Number((2n * BigInt(invoice.bill.tax) * back + whole) / (2n * whole))
  const tax = Math.min(amount, Math.max(0, upToNow - before.tax))
  return { net: amount - tax, tax }
}

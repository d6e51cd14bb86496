import type { Order } from './order.ts'
import { refundsOf } from './refunds-of.ts'

/** An invoice for what was paid; a credit note for what went back; the end of that where the gateway took its word back. */
export const PAPER_KINDS = ['invoice', 'credit-note', 'credit-reversal'] as const
type PaperKind = (typeof PAPER_KINDS)[number]

/** A paper that is to be made out: `about` names what for, once for all. `refundId`: of which refund. */
export type OwedPaper = { kind: PaperKind; about: string; refundId?: string }

/** What an order's invoice is for: once for all. */
export function aboutInvoice(orderId: string): string {
  return `invoice:${orderId}`
}

/** What a refund's credit note is for. */
export function aboutCredit(refundId: string): string {
  return `credit:${refundId}`
}

/**
 * The papers of an order that have no number yet, in the order in which they get one (S27). None where no seller was set at
 * its review, and before there is something that is paid for.
 */
export function papersOwed(order: Order): OwedPaper[] {
  const made = new Set(order.papers?.map((each) => each.about))
  const invoice: OwedPaper = { kind: 'invoice', about: aboutInvoice(order._id) }
  // Whose term was undone has its receipt no longer, and its invoice still.
  if (!order.frozen?.bill || !(order.receipt || made.has(invoice.about))) return []
  const credits = refundsOf(order).flatMap(({ id, state, wasBack }): OwedPaper[] => {
    const credit = { kind: 'credit-note' as const, about: aboutCredit(id), refundId: id }
    if (state === 'refunded') return [credit]
    // Its credit note may be there without the order's saying so: both are owed, and what there is is found by its purpose.
    const isUndone = state === 'failed' && (wasBack || made.has(credit.about))
    return isUndone ? [credit, { kind: 'credit-reversal', about: `reversal:${id}`, refundId: id }] : []
  })
  return [invoice, ...credits].filter((each) => !made.has(each.about))
}

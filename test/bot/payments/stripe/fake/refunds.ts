import type { Account } from './account.ts'
import { type Answer, metadataOf, missing, ok, problem, type Refund } from './objects.ts'

/** Refunds as docs.stripe.com/refunds has them: part by part, never more than is left, and some fail days later. */
export function refunds(account: Account) {
  const counts = ({ status }: Refund) => status !== 'failed' && status !== 'canceled'

  function create(form: URLSearchParams): Answer {
    const named = form.get('charge')
    const charge = named
      ? account.charges.find((each) => each.id === named)
      : account.charges.find((each) => each.payment_intent === form.get('payment_intent') && each.paid)
    const intentId = form.get('payment_intent') ?? charge?.payment_intent ?? ''
    const intent = account.intents.find((each) => each.id === intentId)
    if (!intent) return missing('payment_intent', intentId, 'payment_intent')
    // docs.stripe.com/refunds#refund-disputed-charges; a dispute that was won, or is a mere inquiry, is in nobody's way.
    const disputed = account.disputes.some(
      (each) => each.payment_intent === intentId && each.status !== 'won' && !each.status.startsWith('warning_'),
    )
    if (disputed) return problem(400, 'invalid_request_error', 'charge_disputed')
    const earlier = account.refunds.filter((each) => each.payment_intent === intentId && counts(each))
    const left = intent.amount_received - earlier.reduce((sum, each) => sum + each.amount, 0)
    if (left === 0) return problem(400, 'invalid_request_error', 'charge_already_refunded')
    const amount = Number(form.get('amount') ?? left)
    if (amount > left) return problem(400, 'invalid_request_error', 'amount_too_large', { param: 'amount' })
    const refund: Refund = {
      ...{ id: account.newId('re'), object: 'refund', amount, currency: intent.currency, charge: charge?.id ?? null },
      ...{ payment_intent: intentId, status: account.refundsEnd.shift() ?? 'succeeded', reason: form.get('reason') },
      ...{ metadata: metadataOf(form), created: account.now },
    }
    account.refunds.unshift(refund)
    account.emit('refund.created', refund)
    book(refund)
    return ok(refund)
  }

  /** What of a charge has gone back: a refund that failed no longer counts, its money is the seller's again. */
  function book({ charge: id, payment_intent }: Refund): void {
    const charge = account.charges.find((each) => each.id === id)
    if (!charge) return
    const gone = account.refunds.filter((each) => each.payment_intent === payment_intent && counts(each))
    charge.amount_refunded = gone.reduce((sum, each) => sum + each.amount, 0)
    charge.refunded = charge.amount_refunded === charge.amount
    account.emit('charge.refunded', charge)
  }

  function byId(id: string): Refund {
    const found = account.refunds.find((each) => each.id === id)
    if (!found) throw new Error(`no refund ${id}`)
    return found
  }

  return {
    create,

    change(id: string, verb: string): Answer {
      const refund = account.refunds.find((each) => each.id === id)
      if (!refund) return missing('refund', id)
      if (!verb) return ok(refund)
      // docs.stripe.com/api/refunds/cancel: only one that waits for its customer.
      if (refund.status !== 'requires_action') return problem(400, 'invalid_request_error')
      refund.status = 'canceled'
      book(refund)
      return ok(refund)
    },

    /** A pending one has arrived. */
    arrive(id: string): void {
      const refund = byId(id)
      refund.status = 'succeeded'
      account.emit('refund.updated', refund)
    },

    /** It comes back days later, also one that had `succeeded` (docs.stripe.com/refunds#failed-refunds). */
    fail(id: string, reason = 'lost_or_stolen_card'): void {
      const refund = byId(id)
      const failure_balance_transaction = account.newId('txn')
      Object.assign(refund, { status: 'failed', failure_reason: reason, failure_balance_transaction })
      account.emit('refund.failed', refund)
      book(refund)
    },
  }
}

import { FOUND } from './charge-about.ts'
import { GIVEN_UP, lastAttempt, type Order, UNDONE } from './order.ts'

/** What has become of an order, as everybody is told of it: every card, title and line of an order is made from this. */
export type OrderStatus =
  | 'draft'
  | 'reviewed'
  /** The gateway has been asked for the money, or is about to be. */
  | 'in-payment'
  /** Nobody knows whether the gateway was asked. */
  | 'no-answer'
  | 'waits-for-bank'
  | FailedPayment
  /** The card can't be charged any more: the same one is not tried again. */
  | 'card-over'
  | 'paid'
  | 'fulfilled'
  /** Paid, but with another amount than the review showed. */
  | 'parked'
  /** Paid, but what it pays for is no longer there. */
  | 'parked-late'
  /** Paid, and our records had lost it. */
  | 'parked-found'
  /** Paid, but setting up what it pays for goes on failing. */
  | 'parked-stuck'
  /** Asked back from the gateway, and not there yet. */
  | 'refunding'
  | 'refunded'
  | 'abandoned'
  | 'expired'

/** `declined`: the bank said no. `not-taken`: it was never asked. Nothing was charged, and the order can be bought again. */
export const FAILED_PAYMENTS = ['declined', 'not-taken'] as const
export type FailedPayment = (typeof FAILED_PAYMENTS)[number]

const PARKED: Record<string, OrderStatus> = {
  'nothing-to-fulfil': 'parked-late',
  [FOUND]: 'parked-found',
  [GIVEN_UP]: 'parked-stuck',
  [UNDONE]: 'parked-stuck',
}

export function orderStatus(order: Order): OrderStatus {
  const last = lastAttempt(order)
  switch (order.state) {
    case 'reviewed':
    case 'declined':
      if (last?.state !== 'failed') return 'reviewed'
      return last.forGood ? 'card-over' : failureOf(last.declineCode)
    case 'charging':
      return 'in-payment'
    case 'needs-customer':
      return 'waits-for-bank'
    case 'unknown':
      return order.bankWaits ? 'waits-for-bank' : 'no-answer'
    case 'parked':
      return PARKED[order.parkedBecause ?? ''] ?? 'parked'
    default:
      return order.state
  }
}

/** No bank has said no: the request got lost on its way, was called off, or the gateway takes none like it. */
const NO_BANK = /^(canceled|not-taken|unsupported_amount|invalid_request.*)$/

/** How an attempt has failed. */
export function failureOf(declineCode = ''): FailedPayment {
  return NO_BANK.test(declineCode) ? 'not-taken' : 'declined'
}

/** It goes on by itself, outside the chat: whoever looks wants to know what became of it. */
export function goesOnByItself(status: OrderStatus): boolean {
  return status === 'in-payment' || status === 'no-answer' || status === 'paid'
}

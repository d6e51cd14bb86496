import type { Money } from '../values/money.ts'
import { lastAttempt, type Order, type OrderState, takenFor } from './order.ts'
import { type Refund, type RefundState, refundKey } from './refund.ts'

const RETURNING: readonly OrderState[] = ['fulfilled', 'parked', 'refunding']

/** Every refund of an order, the oldest first; one that was kept alone, before there was a list, is the first of it. */
export function refundsOf(order: Order): Refund[] {
  const { refunds, refund: former } = order
  const money = takenFor(order)
  if (refunds || !former || !money) return refunds ?? []
  const { was: _was, askedAt: at, n, state, ...by } = former
  const ended = state === 'refunded' || state === 'failed' ? { endedAt: at } : {}
  return [{ ...by, ...ended, id: refundKey(order._id, n), by: 'desk', n, money, state, at }]
}

/** What has gone back. Zero of its currency: nothing has. undefined: nothing was ever taken. */
export function returnedOf(order: Order): Money | undefined {
  return summed(order, ['refunded'])
}

/** What can still be given back: neither back, nor on its way, nor asked for. undefined: nothing was ever taken. */
export function leftOf(order: Order): Money | undefined {
  const [taken, gone] = [takenFor(order), summed(order, ['asked', 'pending', 'refunded'])]
  return taken && gone && { ...taken, amount: Math.max(0, taken.amount - gone.amount) }
}

/**
 * What can be given back of it as it stands; undefined: nothing, since nothing is left, it isn't settled, or it was decided
 * that its parked money pays for it.
 */
export function returnable(order: Order): Money | undefined {
  const { state, accepted } = order
  const isDecided = state === 'parked' && accepted !== undefined
  if (!RETURNING.includes(state) || isDecided || !chargeOf(order)) return undefined
  const left = leftOf(order)
  return left?.amount ? left : undefined
}

/** None of what was taken is back, on its way back or asked for. */
export function isWhole(order: Order): boolean {
  const left = leftOf(order)
  return left !== undefined && left.amount === takenFor(order)?.amount
}

/** Of its refunds those in these states, together. undefined: nothing was ever taken. */
export function summed(order: Order, states: readonly RefundState[]): Money | undefined {
  const taken = takenFor(order)
  const counted = refundsOf(order).filter(
    ({ state, money }) => states.includes(state) && money.currency === taken?.currency,
  )
  return taken && { ...taken, amount: counted.reduce((sum, { money }) => sum + money.amount, 0) }
}

/** The charge that its refunds are of. */
export function chargeOf(order: Order): string | undefined {
  const paid = lastAttempt(order)
  return paid?.state === 'succeeded' ? paid.chargeId : undefined
}

/**
 * Parked money that is not back yet may still be accepted: until that is decided, nobody pays for the same place again. What
 * the bank has taken back there is nothing to decide on.
 */
export function holdsPlace({ state, receipt, parkedBecause, yielded, dispute }: Order): boolean {
  if (yielded || parkedBecause === 'nothing-to-fulfil' || dispute?.state === 'lost') return false
  return state === 'parked' || (state === 'refunding' && !receipt)
}

import { isDeepStrictEqual } from 'node:util'
import type { Billed } from '../billing/bill.ts'
import { type PaymentMethod, sameCard } from '../people/partner.ts'
import { sameMoney } from '../values/money.ts'
import { ok, type Result, refused } from '../values/result.ts'
import type { Term } from '../values/term.ts'
import { later } from '../values/time.ts'
import {
  type Attempt,
  isInPayment,
  isOpen,
  MOST_ATTEMPTS,
  MOST_PO_LETTERS,
  type Order,
  type OrderState,
  order,
} from './order.ts'

/** Milliseconds: whoever opened an attempt asks the gateway; the reconciler only if that one has died. */
const TURN_ASKS_FIRST = 10_000

function changeable(order: Order, now: string): Result<Order> {
  if (isInPayment(order)) return refused('order-in-payment')
  if (!isOpen(order) || order.expiresAt <= now) return refused('order-over')
  return ok(order)
}

/** Its 24 hours are over, whether or not anybody has written that down yet. */
export function hasExpired(order: Order, now: string): boolean {
  return isOpen(order) && order.expiresAt <= now
}

/** Back to draft with one answer withdrawn: the review that was shown no longer buys. */
export function changeAnswer(before: Order, what: 'terms', now: string): Result<Order> {
  const may = changeable(before, now)
  if (!may.ok) return may
  const { frozen: _frozen, [what]: _answer, ...rest } = before
  return ok(order.parse({ ...rest, state: 'draft' }))
}

/** Another offer for the same order; the terms that were agreed to are the same document, and stay agreed. */
export function changeOffer(
  order: Order,
  to: { offerId: string; area?: string | undefined },
  now: string,
): Result<Order> {
  const may = changeable(order, now)
  if (!may.ok) return may
  const { frozen: _frozen, area: _area, ...rest } = order
  return ok({ ...rest, offerId: to.offerId, ...(to.area ? { area: to.area } : {}), state: 'draft' })
}

export function agreeToTerms(order: Order, terms: NonNullable<Order['terms']>, now: string): Result<Order> {
  const may = changeable(order, now)
  if (!may.ok) return may
  const { frozen: _frozen, ...rest } = order
  return ok({ ...rest, terms, state: 'draft' })
}

export function chooseMethod(order: Order, method: PaymentMethod, now: string): Result<Order> {
  const may = changeable(order, now)
  if (!may.ok) return may
  // What the review showed would be charged otherwise: it no longer buys.
  const { methodPage: _page, frozen: _frozen, ...rest } = order
  return ok({ ...rest, method, state: 'draft' })
}

/** The buyer's purchase order on its papers; '': none. It is no part of what is agreed to, and changes no review. */
export function notePoNumber(order: Order, written: string, now: string): Result<Order> {
  const may = changeable(order, now)
  if (!may.ok) return may
  const { poNumber: _before, ...rest } = order
  return ok({ ...rest, ...(written ? { poNumber: written.slice(0, MOST_PO_LETTERS) } : {}) })
}

/** Declined terms end a draft; nothing of it is used again (S8). */
export function abandon(order: Order, now: string): Result<Order> {
  const may = changeable(order, now)
  if (!may.ok) return may
  return order.state === 'draft' ? ok({ ...order, state: 'abandoned' }) : refused('order-over')
}

/** A new draft: one purchase or renewal, from its first step to its receipt. */
export function newOrder(ask: {
  id: string
  partnerId: string
  personId: string
  offerId: string
  area?: string | undefined
  renews?: Order['renews']
  now: string
}): Order {
  const number = `PO-${ask.now.slice(2, 4)}${ask.now.slice(5, 7)}-${ask.id.slice(0, 8).toUpperCase()}`
  const { partnerId, personId, offerId, now } = ask
  return {
    _id: `ord-${ask.id}`,
    version: 1,
    number,
    partnerId,
    personId,
    kind: ask.renews ? 'renewal' : 'purchase',
    offerId,
    ...(ask.area ? { area: ask.area } : {}),
    ...(ask.renews ? { renews: ask.renews } : {}),
    state: 'draft',
    review: 0,
    attempts: [],
    createdAt: now,
    expiresAt: dayAfter(now),
  }
}

/** S10: freezes offer, price and term; each review has the next number, and an older one no longer buys. */
export function review(order: Order, frozen: NonNullable<Order['frozen']>, now: string): Result<Order> {
  const may = changeable(order, now)
  if (!may.ok) return may
  if (!order.terms) return refused('terms-not-agreed')
  if (!order.method) return refused('no-payment-method')
  return ok({ ...order, state: 'reviewed', frozen, review: order.review + 1 })
}

/** What is still true at Purchase must be what the review showed; anything else asks for a fresh review. */
export function stillAsReviewed(order: Order, review: number, today: Billed & { offerVersion: string; term: Term }) {
  const { frozen } = order
  if (order.review !== review || !frozen) return false
  return (
    sameMoney(frozen.price, today.price) &&
    isDeepStrictEqual(frozen.bill, today.bill) &&
    frozen.offerVersion === today.offerVersion &&
    frozen.term.start === today.term.start &&
    frozen.term.end === today.term.end
  )
}

/** Opens the next attempt; never while one is open: two could both be charged (F52). */
export function openAttempt(order: Order, customer: string, subscriptionId: string, now: string): Result<Order> {
  if (isInPayment(order)) return refused('order-in-payment')
  if (order.state !== 'reviewed' || order.expiresAt <= now) return refused('order-over')
  if (!order.method || !order.frozen) return refused('review-out-of-date')
  const last = order.attempts.at(-1)
  if (last?.forGood && sameCard(last.method, order.method)) return refused('card-over')
  const n = order.attempts.length + 1
  if (n > MOST_ATTEMPTS) return refused('order-over')
  const opened: Attempt = {
    n,
    key: `${order._id}:${n}`,
    money: order.frozen.price,
    method: order.method,
    customer,
    subscriptionId,
    state: 'open',
    openedAt: now,
  }
  return ok({ ...order, state: 'charging', attempts: [...order.attempts, opened], lookAt: later(now, TURN_ASKS_FIRST) })
}

/**
 * A declined order can be bought again, for another day; its place has been given back by now. The review that was
 * pressed is used up: one press never makes two attempts.
 */
export function reopen(order: Order, now: string): Order {
  return {
    ...order,
    state: 'reviewed',
    review: order.review + 1,
    expiresAt: order.automatic ? order.expiresAt : dayAfter(now),
  }
}

/** Its buyer has seen this state. Money still under way is looked at again all the same. */
export function delivered(order: Order, state: OrderState): Order {
  if (order.untold !== state) return order
  const { untold: _untold, lookAt, ...rest } = order
  return (isInPayment(order) || order.state === 'refunding') && lookAt ? { ...rest, lookAt } : rest
}

/** Since when its news waits. */
export function newsSince({ attempts, createdAt }: Order): string {
  return attempts.at(-1)?.endedAt ?? createdAt
}

/** The end of an unfinished order's 24 hours. */
function dayAfter(now: string): string {
  return later(now, 24 * 3_600_000)
}

import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Order } from './order.ts'
import { nextTerm, type Term, term } from './term.ts'
import { instant } from './time.ts'

export const SUBSCRIPTION_STATES = ['pending', 'active', 'grace', 'frozen', 'released', 'expired', 'cancelled'] as const
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number]

/** The only ways a subscription goes; `subscriptions.save` writes no other. */
export const SUBSCRIPTION_STEPS: Record<SubscriptionState, readonly SubscriptionState[]> = {
  pending: ['active', 'released'],
  active: ['grace', 'cancelled', 'frozen'],
  grace: ['active', 'expired', 'cancelled'],
  frozen: ['active', 'cancelled'],
  released: [],
  expired: [],
  cancelled: [],
}

/** States that hold the partner's one place for an offer and area (S3). */
const LIVE: readonly SubscriptionState[] = ['pending', 'active', 'grace', 'frozen']

export const subscription = z.strictObject({
  _id: z.string(),
  version: z.int(),
  partnerId: z.string(),
  offerId: z.string(),
  /** Solution area; '' for offers that have none, so that the unique index sees a value. */
  area: z.string(),
  state: z.enum(SUBSCRIPTION_STATES),
  /** Present exactly while the subscription holds its place: the unique index counts only these. */
  live: z.literal(true).optional(),
  orderId: z.string(),
  boughtBy: z.string(),
  term: term.optional(),
  autoRenew: z.boolean(),
  /** Start of the term in which auto-renew was turned off: on again only with a later term (S14, S15). */
  autoRenewOffSince: instant.optional(),
  createdAt: instant,
})
export type Subscription = z.infer<typeof subscription>

export function isLive(of: { state: SubscriptionState }): boolean {
  return LIVE.includes(of.state)
}

/** Holds the partner's place before any money is taken (membership.md, "One order per thing bought"). */
export function pendingFor(order: Order, n: number, now: string): Subscription {
  return {
    _id: `${order._id}-s${n}`,
    version: 1,
    partnerId: order.partnerId,
    offerId: order.offerId,
    area: order.area ?? '',
    state: 'pending',
    live: true,
    orderId: order._id,
    boughtBy: order.personId,
    autoRenew: true,
    createdAt: now,
  }
}

export function activate(of: Subscription, first: Term): Subscription {
  return of.state === 'pending' ? { ...of, state: 'active', term: first } : of
}

export function release(of: Subscription): Subscription {
  const { live: _live, ...rest } = of
  return of.state === 'pending' ? { ...rest, state: 'released' } : of
}

/** The term that a renewal pays for; switching auto-renew on is a part of renewing and happens nowhere else (S15, S18). */
export function renewed(of: Subscription): Subscription {
  if (!of.term) return of
  const { autoRenewOffSince: _off, ...rest } = of
  return { ...rest, state: 'active', term: nextTerm(of.term), autoRenew: true }
}

/** S13, S14: there is no function that turns it on again. */
export function turnOffAutoRenew(of: Subscription, now: string): Subscription {
  return of.autoRenew ? { ...of, autoRenew: false, autoRenewOffSince: now } : of
}

/** The day on which benefits stop when nobody renews (S13). */
export function graceEnds(of: Term, graceDays: number): Temporal.PlainDate {
  return Temporal.PlainDate.from(of.end).add({ days: graceDays })
}

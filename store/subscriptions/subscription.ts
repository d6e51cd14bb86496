import { z } from 'zod'
import type { Order } from '../orders/order.ts'
import type { Audit } from '../people/audit.ts'
import { ok, type Result, refused } from '../values/result.ts'
import { nextTerm, sameTerm, type Term, term, termBefore } from '../values/term.ts'
import { instant } from '../values/time.ts'

const SUBSCRIPTION_STATES = ['pending', 'active', 'grace', 'frozen', 'released', 'expired', 'cancelled'] as const
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
  /** When auto-renew was turned off: on again only with a later term (S14, S15). */
  autoRenewOffSince: instant.optional(),
  /** Who turned it off: a person, or `gold` (S3); with the instant, all that the audit entry says. */
  autoRenewOffBy: z.string().optional(),
  /** When somebody last set out to pay for the next term: it does not expire, nor is it cancelled, unseen under a payment. */
  renewalBegan: instant.optional(),
  createdAt: instant,
})
export type Subscription = z.infer<typeof subscription>

/** One that has begun: a reservation has no term yet. */
export type StartedSubscription = Subscription & { term: Term }

export function hasStarted(subscription: Subscription): subscription is StartedSubscription {
  return subscription.term !== undefined
}

export function isLive(of: { state: SubscriptionState }): boolean {
  return LIVE.includes(of.state)
}

/** Reserved before any money is taken, so that of two colleagues one buys (S3). */
export function pendingFor(order: Order, id: string, now: string): Subscription {
  return {
    _id: id,
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

export function activate(subscription: Subscription, first: Term): Subscription {
  return subscription.state === 'pending' ? { ...subscription, state: 'active', term: first } : subscription
}

export function release(subscription: Subscription): Subscription {
  const { live: _live, ...rest } = subscription
  return subscription.state === 'pending' ? { ...rest, state: 'released' } : subscription
}

/** Said before the money of a renewal is asked for: whoever ends the subscription meanwhile sees it or is refused. */
export function beginRenewal(subscription: Subscription, now: string): Subscription {
  return { ...subscription, renewalBegan: now }
}

/**
 * The term that a renewal paid for. Switching auto-renew on is a part of renewing and happens nowhere else (S15). The
 * record itself if the term is there already; undefined if the term does not follow on what is held (S18).
 */
export function renewed(subscription: Subscription, paid: Term): Subscription | undefined {
  if (!subscription.term) return undefined
  if (sameTerm(subscription.term, paid)) return subscription
  if (!isLive(subscription) || !sameTerm(nextTerm(subscription.term), paid)) return undefined
  const { autoRenewOffSince: _since, autoRenewOffBy: _by, renewalBegan: _began, ...rest } = subscription
  // A disputed payment stays disputed: the year is theirs, the benefits still wait.
  return { ...rest, state: subscription.state === 'frozen' ? 'frozen' : 'active', term: paid, autoRenew: true }
}

/**
 * The term that was paid for and has not begun is none any more: the one before it goes on. `off`: who had turned auto-renew
 * off in that one, before it was renewed; it never goes on by this (S14).
 */
export function unrenewed(
  subscription: Subscription,
  off: { by: string; since: string } | undefined,
): Subscription | undefined {
  if (!subscription.term || subscription.term.number < 2 || !isLive(subscription)) return undefined
  const { autoRenew, autoRenewOffSince: since, autoRenewOffBy: by } = subscription
  const kept = autoRenew ? off && { by: off.by, since: off.since } : since && by && { by, since }
  const { autoRenewOffSince: _since, autoRenewOffBy: _by, ...rest } = subscription
  return {
    ...rest,
    term: termBefore(subscription.term),
    autoRenew: autoRenew && !off,
    ...(kept ? { autoRenewOffSince: kept.since, autoRenewOffBy: kept.by } : {}),
  }
}

/** Auto-renew can be turned off at any time while there is a term (S13). `of`: as it stands today. */
export function mayTurnOffAutoRenew(subscription: Subscription): Result<Subscription> {
  if (subscription.state === 'pending' || !isLive(subscription)) return refused('subscription-over')
  return subscription.autoRenew ? ok(subscription) : refused('auto-renew-off-already')
}

/** S13, S14: there is no function that turns it on again. `by`: a person, or `gold`. */
export function turnOffAutoRenew(subscription: Subscription, by: string, now: string): Subscription {
  return subscription.autoRenew
    ? { ...subscription, autoRenew: false, autoRenewOffSince: now, autoRenewOffBy: by }
    : subscription
}

/** Who turned auto-renew off and when, for the audit log: from the record alone, so that it can be written at any later time. */
export function autoRenewOffEntry(subscription: Subscription): Audit | undefined {
  if (!subscription.autoRenewOffSince || !subscription.autoRenewOffBy || !subscription.term) return undefined
  return {
    _id: `auto-renew-off:${subscription._id}:${subscription.term.number}`,
    partnerId: subscription.partnerId,
    by: subscription.autoRenewOffBy,
    what: 'auto-renew-off',
    about: subscription._id,
    facts: {
      offer: subscription.offerId,
      ...(subscription.area ? { area: subscription.area } : {}),
      term: subscription.term.number,
      ends: subscription.term.end,
    },
    at: subscription.autoRenewOffSince,
  }
}

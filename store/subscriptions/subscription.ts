import { z } from 'zod'
import type { Order } from '../orders/order.ts'
import type { Audit } from '../people/audit.ts'
import { ok, type Result, refused } from '../values/result.ts'
import { nextTerm, sameTerm, type Term, term } from '../values/term.ts'
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
  /** Who turned it off: a person, or `gold` (S3); with the instant, all that the audit's line says. */
  autoRenewOffBy: z.string().optional(),
  /** When somebody last set out to pay for the next term: it does not expire, nor is it cancelled, unseen under a payment. */
  renewalBegan: instant.optional(),
  createdAt: instant,
})
export type Subscription = z.infer<typeof subscription>

/** One that has begun: a pending place has no term yet. */
export type Begun = Subscription & { term: Term }

export function hasBegun(of: Subscription): of is Begun {
  return of.term !== undefined
}

export function isLive(of: { state: SubscriptionState }): boolean {
  return LIVE.includes(of.state)
}

/** Holds the partner's place before any money is taken, so that of two colleagues one buys (S3). */
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

export function activate(of: Subscription, first: Term): Subscription {
  return of.state === 'pending' ? { ...of, state: 'active', term: first } : of
}

export function release(of: Subscription): Subscription {
  const { live: _live, ...rest } = of
  return of.state === 'pending' ? { ...rest, state: 'released' } : of
}

/** Said before the money of a renewal is asked for: whoever ends the subscription meanwhile sees it or is refused. */
export function beginRenewal(of: Subscription, now: string): Subscription {
  return { ...of, renewalBegan: now }
}

/**
 * The term that a renewal paid for. Switching auto-renew on is a part of renewing and happens nowhere else (S15). The
 * record itself if the term is there already; undefined if the term does not follow on what is held (S18).
 */
export function renewed(of: Subscription, paid: Term): Subscription | undefined {
  if (!of.term) return undefined
  if (sameTerm(of.term, paid)) return of
  if (!isLive(of) || !sameTerm(nextTerm(of.term), paid)) return undefined
  const { autoRenewOffSince: _since, autoRenewOffBy: _by, renewalBegan: _began, ...rest } = of
  // A disputed payment stays disputed: the year is theirs, the benefits still wait.
  return { ...rest, state: of.state === 'frozen' ? 'frozen' : 'active', term: paid, autoRenew: true }
}

/** Auto-renew can be turned off at any time while there is a term (S13). `of`: as it stands today. */
export function mayTurnOffAutoRenew(of: Subscription): Result<Subscription> {
  if (of.state === 'pending' || !isLive(of)) return refused('subscription-over')
  return of.autoRenew ? ok(of) : refused('auto-renew-off-already')
}

/** S13, S14: there is no function that turns it on again. `by`: a person, or `gold`. */
export function turnOffAutoRenew(of: Subscription, by: string, now: string): Subscription {
  return of.autoRenew ? { ...of, autoRenew: false, autoRenewOffSince: now, autoRenewOffBy: by } : of
}

/** Who turned auto-renew off and when, for the trail: from the record alone, so that it can be written at any later time. */
export function offLine(of: Subscription): Audit | undefined {
  if (!of.autoRenewOffSince || !of.autoRenewOffBy || !of.term) return undefined
  return {
    _id: `auto-renew-off:${of._id}:${of.term.number}`,
    partnerId: of.partnerId,
    by: of.autoRenewOffBy,
    what: 'auto-renew-off',
    about: of._id,
    facts: { offer: of.offerId, ...(of.area ? { area: of.area } : {}), term: of.term.number, ends: of.term.end },
    at: of.autoRenewOffSince,
  }
}

import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Given } from '../catalogue/includes.ts'
import type { Audit } from '../people/audit.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { ok, type Result, refused } from '../values/result.ts'
import type { Term } from '../values/term.ts'
import { instant } from '../values/time.ts'

/** A benefit that a partner has activated: once for each subscription, for as long as that lives (S23). */
export const activation = z.strictObject({
  _id: z.string(),
  version: z.int(),
  partnerId: z.string(),
  subscriptionId: z.string(),
  /** Whose benefit it is: the subscription's own offer, or one that it includes. */
  offerId: z.string(),
  area: z.string(),
  benefitId: z.string(),
  /** What it is one of a kind by at its partner, through whichever subscription it comes; absent: from before that was so. */
  place: z.string().optional(),
  by: z.string(),
  at: instant,
  /** How many of the operator's keys go with it. */
  keys: z.int().nonnegative(),
  /** Keys are missing: support and the next import find it by this. */
  waitsForKeys: z.literal(true).optional(),
})
export type Activation = z.infer<typeof activation>

export function activationId(subscriptionId: string, benefitId: string): string {
  return `${subscriptionId}:${benefitId}`
}

/** S23: benefits are there while the subscription is active or in grace. `of`: as it stands today. */
export function mayUseBenefits(subscription: Subscription): Result<Term> {
  if (!subscription.term || subscription.state === 'pending' || subscription.state === 'released')
    return refused('not-found')
  if (subscription.state === 'frozen') return refused('subscription-frozen')
  return subscription.state === 'active' || subscription.state === 'grace'
    ? ok(subscription.term)
    : refused('benefits-gone')
}

/**
 * What somebody has once, however many of their subscriptions give it: one of an offer for all areas, or one in an area of
 * an offer that is bought in each.
 */
export function placeOf({ benefit, origin }: Given, area: string): string {
  return [origin.id, benefit.id, ...(origin.perArea && area ? [area] : [])].join('.')
}

export function newActivation(subscription: Subscription, given: Given, by: string, now: string): Activation {
  const { benefit, origin } = given
  const keys = benefit.keys ?? 0
  return {
    _id: activationId(subscription._id, benefit.id),
    version: 1,
    partnerId: subscription.partnerId,
    subscriptionId: subscription._id,
    offerId: origin.id,
    area: subscription.area,
    benefitId: benefit.id,
    place: placeOf(given, subscription.area),
    by,
    at: now,
    keys,
    ...(keys > 0 ? { waitsForKeys: true } : {}),
  }
}

/** Names of the places in the pool that belong to an activation: the same ones however often it is asked. */
export function keyHolders({ _id, keys }: Activation): string[] {
  return Array.from({ length: keys }, (_, i) => `${_id}:${i + 1}`)
}

/** From the record alone, so that it can be written at any later time. */
export function activationEntry({
  _id,
  partnerId,
  by,
  at,
  offerId,
  area,
  benefitId,
  subscriptionId,
}: Activation): Audit {
  const facts = { offer: offerId, ...(area ? { area } : {}), benefit: benefitId }
  return { _id: `activated:${_id}`, partnerId, by, what: 'benefit-activated', about: subscriptionId, facts, at }
}

/** The month of a term in which a day falls, for what is given every month: its number from 1, and its civil dates. */
export function monthOf(term: Term, today: Temporal.PlainDate): { number: number; start: string; end: string } {
  const first = Temporal.PlainDate.from(term.start)
  const whole = Math.max(0, first.until(today, { largestUnit: 'month' }).months)
  // A month without the first day's number begins on its last day, which is a whole month all the same.
  const months = Temporal.PlainDate.compare(first.add({ months: whole + 1 }), today) <= 0 ? whole + 1 : whole
  return {
    number: months + 1,
    start: first.add({ months }).toString(),
    end: first.add({ months: months + 1 }).toString(),
  }
}

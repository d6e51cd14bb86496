import { Temporal } from 'temporal-polyfill'
import { graceEnds } from '../values/term.ts'
import type { Subscription, SubscriptionState } from './subscription.ts'

/**
 * How a subscription stands on a day of its own zone, whether or not anybody has written it down yet: active until its
 * term ends, then in grace, then expired (S13, S18). `today`: the civil date in the zone of its term.
 */
export function stateOn(subscription: Subscription, today: Temporal.PlainDate, graceDays: number): SubscriptionState {
  if (!subscription.term || (subscription.state !== 'active' && subscription.state !== 'grace'))
    return subscription.state
  if (isBefore(today, Temporal.PlainDate.from(subscription.term.end))) return subscription.state
  return isBefore(today, graceEnds(subscription.term, graceDays)) ? 'grace' : 'expired'
}

/** The record as it stands on that day: to be read and shown; `lapse` is what writes. */
export function asOn(subscription: Subscription, today: Temporal.PlainDate, graceDays: number): Subscription {
  const state = stateOn(subscription, today, graceDays)
  return state === subscription.state ? subscription : { ...subscription, state }
}

/** One step of the table nearer to how it stands on that day; the record itself when it is there already. */
export function lapse(subscription: Subscription, today: Temporal.PlainDate, graceDays: number): Subscription {
  const state = stateOn(subscription, today, graceDays)
  if (subscription.state === 'active' && state !== 'active') return { ...subscription, state: 'grace' }
  if (subscription.state === 'grace' && state === 'expired') {
    const { live: _live, ...rest } = subscription
    return { ...rest, state }
  }
  return subscription
}

function isBefore(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) < 0
}

import { Temporal } from 'temporal-polyfill'
import { graceEnds } from '../values/term.ts'
import type { Subscription, SubscriptionState } from './subscription.ts'

/**
 * How a subscription stands on a day of its own zone, whether or not anybody has written it down yet: active until its
 * term ends, then in grace, then expired (S13, S18). `today`: the civil date in the zone of its term.
 */
export function stateOn(of: Subscription, today: Temporal.PlainDate, graceDays: number): SubscriptionState {
  if (!of.term || (of.state !== 'active' && of.state !== 'grace')) return of.state
  if (isBefore(today, Temporal.PlainDate.from(of.term.end))) return of.state
  return isBefore(today, graceEnds(of.term, graceDays)) ? 'grace' : 'expired'
}

/** The record as it stands on that day: to be read and shown; `lapse` is what writes. */
export function asOn(of: Subscription, today: Temporal.PlainDate, graceDays: number): Subscription {
  const state = stateOn(of, today, graceDays)
  return state === of.state ? of : { ...of, state }
}

/** One step of the table nearer to how it stands on that day; the record itself when it is there already. */
export function lapse(of: Subscription, today: Temporal.PlainDate, graceDays: number): Subscription {
  const state = stateOn(of, today, graceDays)
  if (of.state === 'active' && state !== 'active') return { ...of, state: 'grace' }
  if (of.state === 'grace' && state === 'expired') {
    const { live: _live, ...rest } = of
    return { ...rest, state }
  }
  return of
}

function isBefore(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) < 0
}

import { Temporal } from 'temporal-polyfill'
import type { Billed } from '../billing/bill.ts'
import { ok, type Refusal, type Result, refused } from '../values/result.ts'
import { graceEnds, nextTerm, type Term } from '../values/term.ts'
import { priceOf, type Situation, whyNotEarned } from './eligibility.ts'
import { stateOn } from './lapse.ts'
import type { Subscription } from './subscription.ts'

const OPENS_BEFORE_END = { days: 90 }
/** A payment that is about to begin has begun by then: no process lives on through a longer pause without a new read. */
const BEGINS_WITHIN_MS = 120_000

/** Civil dates in the zone of the term: it can be renewed from `opens` on, and no longer on `closes` (S18). */
export type RenewalWindow = { opens: string; closes: string }

export function renewalWindow(term: Term, graceDays: number): RenewalWindow {
  const opens = Temporal.PlainDate.from(term.end).subtract(OPENS_BEFORE_END)
  return { opens: opens.toString(), closes: graceEnds(term, graceDays).toString() }
}

/** `today`: the civil date in the zone of the subscription's term. */
export type RenewalAsk = Situation & { subscription: Subscription; today: Temporal.PlainDate; graceDays: number }

/** S4, S18: whether the next term can be paid for today, by a person or automatically; its price today and its dates. */
export function mayRenew(ask: RenewalAsk): Result<Billed & { term: Term }> {
  const { subscription, today, graceDays } = ask
  if (!subscription.term) return refused('not-found')
  const obstacle = whyNotNow(subscription, subscription.term, today, graceDays)
  return obstacle ? refused(obstacle) : mayRenewWhenDue(ask)
}

/** The same whatever day it is: what would stand in the way if it were renewed on its date (S4, S19). */
export function mayRenewWhenDue(ask: RenewalAsk): Result<Billed & { term: Term }> {
  const { term } = ask.subscription
  if (!term) return refused('not-found')
  const price = priceOf(ask)
  if (!price.ok) return price
  return whyNotEarned(ask) ?? ok({ ...price.value, term: nextTerm(term) })
}

function whyNotNow(
  subscription: Subscription,
  term: Term,
  today: Temporal.PlainDate,
  graceDays: number,
): Refusal | undefined {
  const state = stateOn(subscription, today, graceDays)
  if (state === 'expired') return 'renewal-too-late'
  if (state === 'frozen') return 'subscription-frozen'
  if (state !== 'active' && state !== 'grace') return 'subscription-over'
  const { opens } = renewalWindow(term, graceDays)
  return Temporal.PlainDate.compare(today, opens) < 0 ? 'renewal-too-early' : undefined
}

/** Whether somebody set out to pay for the next term so lately that the payment may be about to begin. */
export function mayBeBeginning(subscription: Subscription, now: string, withinMs = BEGINS_WITHIN_MS): boolean {
  return subscription.renewalBegan !== undefined && Date.parse(now) - Date.parse(subscription.renewalBegan) < withinMs
}

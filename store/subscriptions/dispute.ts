import type { Temporal } from 'temporal-polyfill'
import { type DisputeState, lastAttempt, type Order } from '../orders/order.ts'
import type { Audit } from '../people/audit.ts'
import { stateOn } from './lapse.ts'
import type { Subscription } from './subscription.ts'

/**
 * Whether benefits wait for this order's dispute on that day: it is not won, and what it paid for is the term that runs.
 * A year that is paid undisputed gives its benefits, whichever other one is disputed.
 */
export function waitsFor({ dispute, frozen }: Order, of: Subscription, today: Temporal.PlainDate): boolean {
  if (!dispute || dispute.state === 'won' || !frozen || !of.term) return false
  const { start, end } = frozen.term
  const day = today.toString()
  const isOver = of.term.end !== end && (of.term.start !== end || day >= end)
  return day >= start && !isOver
}

/**
 * The subscription as it is to stand while its benefits do, or don't, wait for disputes: `active` to `frozen` and back,
 * and no other state. The record itself if it stands so already.
 */
export function underDispute(of: Subscription, waits: boolean, today: Temporal.PlainDate, graceDays: number) {
  if (waits && stateOn(of, today, graceDays) === 'active') return { ...of, state: 'frozen' as const }
  if (!waits && of.state === 'frozen') return { ...of, state: 'active' as const }
  return of
}

/** From the order alone: the key says that each state of each dispute is written once. */
export function disputeLine(of: Order, { id, state }: { id: string; state: DisputeState }, at: string): Audit {
  const { partnerId, number, offerId, area, subscriptionId = '' } = of
  const facts = { order: number, offer: offerId, ...(area ? { area } : {}), ...lastAttempt(of)?.money }
  const what = `dispute-${state}` as const
  return { _id: `${what}:${of._id}:${id}`, partnerId, by: 'payments', what, about: subscriptionId, facts, at }
}

import type { Temporal } from 'temporal-polyfill'
import { type DisputeState, lastAttempt, type Order } from '../orders/order.ts'
import type { Audit } from '../people/audit.ts'
import { stateOn } from './lapse.ts'
import type { Subscription } from './subscription.ts'

/**
 * Whether benefits wait for this order's dispute on that day: it is not won, and what it paid for is the term that runs.
 * A year that is paid undisputed gives its benefits, whichever other one is disputed.
 */
export function waitsFor(
  { dispute, frozen, undone }: Order,
  subscription: Subscription,
  today: Temporal.PlainDate,
): boolean {
  if (!dispute || dispute.state === 'won' || undone || !frozen || !subscription.term) return false
  const { start, end } = frozen.term
  const day = today.toString()
  const isOver = subscription.term.end !== end && (subscription.term.start !== end || day >= end)
  return day >= start && !isOver
}

/**
 * The subscription as it is to stand while its benefits do, or don't, wait for disputes: `active` to `frozen` and back,
 * and no other state. The record itself if it stands so already.
 */
export function underDispute(subscription: Subscription, waits: boolean, today: Temporal.PlainDate, graceDays: number) {
  if (waits && stateOn(subscription, today, graceDays) === 'active')
    return { ...subscription, state: 'frozen' as const }
  if (!waits && subscription.state === 'frozen') return { ...subscription, state: 'active' as const }
  return subscription
}

/** From the order alone: the key says that each state of each dispute is written once. */
export function disputeEntry(order: Order, { id, state }: { id: string; state: DisputeState }, at: string): Audit {
  const { partnerId, number, offerId, area, subscriptionId = '' } = order
  const facts = { order: number, offer: offerId, ...(area ? { area } : {}), ...lastAttempt(order)?.money }
  const what = `dispute-${state}` as const
  return { _id: `${what}:${order._id}:${id}`, partnerId, by: 'payments', what, about: subscriptionId, facts, at }
}

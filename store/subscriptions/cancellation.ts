import type { Audit } from '../people/audit.ts'
import { ok, type Result, refused } from '../values/result.ts'
import { mayBeBeginning } from './renewal.ts'
import { isLive, type Subscription } from './subscription.ts'

/**
 * Support ends it at once (S21): benefits stop, the place is free, auto-renew ends with it. Not while a renewal is, or
 * may be, taking money. Cancelled already is no change.
 */
export function cancelNow(subscription: Subscription, now: string): Result<Subscription> {
  if (subscription.state === 'cancelled') return ok(subscription)
  if (!isLive(subscription) || subscription.state === 'pending') return refused('subscription-over')
  if (mayBeBeginning(subscription, now)) return refused('cancel-not-now')
  const { live: _live, ...rest } = subscription
  return ok({ ...rest, state: 'cancelled' })
}

/** From the record and who did it; the key says that it happens once. */
export function cancellationEntry({ _id, partnerId, offerId, area }: Subscription, agent: string, at: string): Audit {
  const facts = { offer: offerId, ...(area ? { area } : {}), agent }
  return { _id: `cancelled:${_id}`, partnerId, by: 'support', what: 'cancelled', about: _id, facts, at }
}

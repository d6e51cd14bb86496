import type { Audit } from '../people/audit.ts'
import { ok, type Result, refused } from '../values/result.ts'
import { mayBeBeginning } from './renewal.ts'
import { isLive, type Subscription } from './subscription.ts'

/**
 * Support ends it at once (S21): benefits stop, the place is free, auto-renew ends with it. Not while a renewal is, or
 * may be, taking money. Cancelled already is no change.
 */
export function cancelNow(of: Subscription, now: string): Result<Subscription> {
  if (of.state === 'cancelled') return ok(of)
  if (!isLive(of) || of.state === 'pending') return refused('subscription-over')
  if (mayBeBeginning(of, now)) return refused('cancel-not-now')
  const { live: _live, ...rest } = of
  return ok({ ...rest, state: 'cancelled' })
}

/** From the record and who did it; the key says that it happens once. */
export function cancelledLine({ _id, partnerId, offerId, area }: Subscription, agent: string, at: string): Audit {
  const facts = { offer: offerId, ...(area ? { area } : {}), agent }
  return { _id: `cancelled:${_id}`, partnerId, by: 'support', what: 'cancelled', about: _id, facts, at }
}

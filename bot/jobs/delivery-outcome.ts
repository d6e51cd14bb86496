import type { Temporal } from 'temporal-polyfill'
import { type BackOff, waitAfter } from '../../store/database/outbox.ts'
import type { Delivery } from '../../store/reminders/delivery.ts'
import { isMissed } from '../../store/reminders/unreached.ts'
import { hasColleague } from '../../store/use-cases/reminders/addressees.ts'
import { enqueueLook } from '../../store/use-cases/reminders/unreached.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { Sent } from '../teams/outcome.ts'

/** Ten minutes of being throttled are outlasted, whatever the jitter; given up as failed, `npm run admin -- deliveries resend` begins anew. */
const BACK_OFF: BackOff = { firstMs: 7_000, longestMs: 600_000, mostTries: 8 }

/** What the ledger says after Teams' answer (F43, F44, F46). Only what surely didn't arrive waits for another try. */
export function settledBy(row: Delivery, sent: Sent, now: Temporal.Instant, random: () => number): Delivery {
  const { lease: _lease, reason: _reason, ...rest } = row
  const endedAt = stored(now)
  const reason = sent.detail ? `${sent.outcome}: ${sent.detail}` : sent.outcome
  switch (sent.outcome) {
    case 'sent':
      return { ...rest, state: 'sent', endedAt, ...(sent.activityId ? { activityId: sent.activityId } : {}) }
    case 'unknown':
      return { ...rest, state: 'unknown', endedAt, reason }
    case 'blocked':
    case 'gone':
      return { ...rest, state: 'skipped', endedAt, reason }
    case 'too-big':
      return { ...rest, state: 'failed', endedAt, reason }
    case 'failed': {
      const again = sent.retryAfterMs !== undefined && row.tries < BACK_OFF.mostTries
      if (!again) return { ...rest, state: 'failed', endedAt, reason }
      const milliseconds = Math.max(sent.retryAfterMs ?? 0, waitAfter(row.tries, BACK_OFF, random))
      return { ...rest, state: 'waiting', dueAt: stored(now.add({ milliseconds })), reason }
    }
  }
}

/** Whoever was sending it is gone: it may have arrived, so nobody sends it again (F50). */
export function interrupted(row: Delivery, now: Temporal.Instant): Delivery {
  const { lease: _lease, ...rest } = row
  return { ...rest, state: 'unknown', reason: 'unknown: interrupted', endedAt: stored(now) }
}

/**
 * The end of a delivery. Where its news may have reached nobody at the partner, a job looks whether support has to hear
 * of it (S16); that is enqueued before the end is written, so that no crash comes between.
 */
export async function end(services: Services, before: Delivery, after: Delivery): Promise<void> {
  const { partnerId, personId, subscriptionId, term, state } = after
  const colleague = state === 'skipped' && (await hasColleague(services, { partnerId, _id: personId }))
  if (isMissed(after) && !colleague) await enqueueLook(services, subscriptionId, term)
  await services.store.deliveries.keep(before, after)
}

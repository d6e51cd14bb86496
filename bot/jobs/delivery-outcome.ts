import type { Temporal } from 'temporal-polyfill'
import type { Delivery } from '../../store/reminders/delivery.ts'
import { stored } from '../../store/values/time.ts'
import type { Sent } from '../teams/outcome.ts'

/** Tries of one message before it is given up as failed; `npm run admin -- deliveries resend` begins anew. */
const MOST_TRIES = 8
/** Milliseconds before the second try at least, doubled each time: ten minutes of being throttled are outlasted. */
const FIRST_WAIT = 5_000

/** What the ledger says after Teams' answer (F43, F44, F46). Only what surely didn't arrive waits for another try. */
export function settledBy(row: Delivery, sent: Sent, now: Temporal.Instant): Delivery {
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
      const again = sent.retryAfterMs !== undefined && row.tries < MOST_TRIES
      if (!again) return { ...rest, state: 'failed', endedAt, reason }
      const milliseconds = Math.max(sent.retryAfterMs ?? 0, FIRST_WAIT * 2 ** (row.tries - 1))
      return { ...rest, state: 'waiting', dueAt: stored(now.add({ milliseconds })), reason }
    }
  }
}

/** Whoever was sending it is gone: it may have arrived, so nobody sends it again (F50). */
export function interrupted(row: Delivery, now: Temporal.Instant): Delivery {
  const { lease: _lease, ...rest } = row
  return { ...rest, state: 'unknown', reason: 'unknown: interrupted', endedAt: stored(now) }
}

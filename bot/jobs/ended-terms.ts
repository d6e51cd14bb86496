import { Temporal } from 'temporal-polyfill'
import type { Services } from '../../dialogs/services.ts'
import { firstTryAt } from '../../store/automatic-renewal.ts'
import type { Subscription } from '../../store/subscription.ts'
import { stored } from '../../store/time.ts'

const PAGE = 200
/** Where a civil date begins first. */
const EARLIEST_ZONE = '+14:00'
/** What went into grace by another hand is looked for this often. */
const GRACE_EVERY_MS = 3_600_000

/**
 * Owes what the end of a term brings: its lapse, and its renewal where that is automatic. Every instance may look, since
 * the jobs' keys name their effects; what is written down as lapsed is not looked at again before the hour is over.
 */
export function openEndedTerms({ store, clock }: Services) {
  let graceSeen = Number.NEGATIVE_INFINITY

  return async (): Promise<void> => {
    const now = clock.now()
    const latest = now.toZonedDateTimeISO(EARLIEST_ZONE).toPlainDate().toString()
    await each((after) => store.subscriptions.dueForGrace(latest, after, PAGE), oweEnd)
    if (now.epochMilliseconds - graceSeen < GRACE_EVERY_MS) return
    await each((after) => store.subscriptions.dueForExpiry(latest, after, PAGE), oweEnd)
    graceSeen = now.epochMilliseconds
  }

  async function oweEnd(of: Subscription): Promise<void> {
    if (!of.term) return
    const { number, end, zone } = of.term
    const ended = Temporal.PlainDate.from(end).toZonedDateTime(zone).toInstant()
    await store.jobs.add('lapse', `${of._id}:${number}`, stored(ended))
    if (of.autoRenew) await store.jobs.add('renew', `${of._id}:${number + 1}`, stored(firstTryAt(of.term)))
  }
}

/** Page by page, so that no more is held than a page. */
async function each(
  page: (after: Subscription | undefined) => Promise<Subscription[]>,
  work: (of: Subscription) => Promise<void>,
): Promise<void> {
  let found: Subscription[] = []
  do {
    found = await page(found.at(-1))
    for (const of of found) await work(of)
  } while (found.length === PAGE)
}

import { Temporal } from 'temporal-polyfill'
import { firstTryAt } from '../../subscriptions/automatic-renewal.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import { orPassOver } from '../pass-over.ts'
import type { Services } from '../services.ts'

/**
 * Owes what the end of its term brings: the lapse, and the renewal where that is automatic (S18, S19). Keyed by the term,
 * so that whoever comes to it first, or again, owes each once.
 */
export async function enqueueEndOfTerm({ store }: Services, subscription: Subscription): Promise<void> {
  if (!subscription.term) return
  const { number, end, zone } = subscription.term
  const ended = Temporal.PlainDate.from(end).toZonedDateTime(zone).toInstant()
  await store.jobs.add('lapse', `${subscription._id}:${number}`, stored(ended))
  if (subscription.autoRenew)
    await store.jobs.add('renew', `${subscription._id}:${number + 1}`, stored(firstTryAt(subscription.term)))
}

const PAGE = 200
/** The zone in which a civil date begins first: before that no term of that date is over anywhere. */
const EARLIEST_ZONE = '+14:00'

/**
 * Owes what the end of each term brings, once a date, as soon as that has begun anywhere: the jobs themselves wait for
 * the term's own zone. What somebody else writes down as in grace has its jobs by then (`bringUpToDate`). Every instance
 * may look, and after a crash looks again, since the jobs' keys name their effects.
 */
export function openEndedTerms(services: Services) {
  const { store, clock } = services
  let lookedOn: string | undefined

  return async (): Promise<void> => {
    const date = clock.now().toZonedDateTimeISO(EARLIEST_ZONE).toPlainDate().toString()
    if (date === lookedOn) return
    // Page by page, so that no more is held than a page.
    let found: Subscription[] = []
    do {
      found = await store.subscriptions.dueForGrace(date, found.at(-1), PAGE)
      for (const subscription of found)
        await orPassOver(services, 'the end of a term cannot be owed', () => enqueueEndOfTerm(services, subscription))
    } while (found.length === PAGE)
    lookedOn = date
  }
}

import type { Subscription } from '../../subscriptions/subscription.ts'
import { orPassOver } from '../pass-over.ts'
import type { Services } from '../services.ts'
import { enqueueEndOfTerm } from './end-of-term.ts'

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

import type { Store } from '../../store/store.ts'
import { type Clock, stored } from '../../store/values/time.ts'
import type { Log } from '../log/log.ts'

/** Takes away what is from `before` or earlier, at most `limit` of it; gives how many it found. */
type Prune = (before: string, limit: number) => Promise<number>

/**
 * What goes by itself, and after how many days: when nothing can need it any more. All else is a record about money or
 * rights, or one of few, and stays. docs/operator.md says it to operators.
 * @internal A test reads it beside that paper.
 */
export const KEPT: readonly { what: string; days: number; by(store: Store): Prune }[] = [
  // A job that is done can't be owed again: its order is no longer merely paid, its term is renewed or over.
  { what: 'Jobs that are done', days: 30, by: (store) => store.jobs.pruneDone },
  // Stripe tries for 3 days, and can be asked to send again for 30: what can't come needs no keeping out.
  { what: 'Ids of payment events', days: 35, by: (store) => store.webhookEvents.prune },
  // Open for a day; known for as long as the gateway may still tell of what was added there.
  { what: 'Pages for adding a payment method', days: 35, by: (store) => store.methodPages.prune },
  // A civil date is over everywhere after 50 hours, whichever zone its person moves to.
  { what: 'Days on which somebody was written to', days: 7, by: (store) => store.deliveryDays.prune },
  // Longer than its link is good.
  { what: 'Receipt links that were opened', days: 1, by: (store) => store.receiptOpenings.prune },
  // They are of one term: a year and its grace.
  { what: 'Renewals handed to a colleague', days: 400, by: (store) => store.handOvers.prune },
  // For whoever presses an old card: so long it says that the order is over, later that there is none.
  { what: 'Orders without any try to pay', days: 400, by: (store) => store.orders.pruneUntried },
  // Given back for good: who tries again holds another one.
  { what: 'Places of purchases that failed', days: 30, by: (store) => store.subscriptions.pruneReleased },
  // Orders, forms and requests say themselves where they stand; an older question is asked anew.
  { what: 'What a chat remembers', days: 30, by: (store) => store.botStates.prune },
  // For the operator to learn from while people still say it.
  { what: 'Texts that weren’t understood', days: 180, by: (store) => store.notUnderstood.prune },
]

/** So much of each kind goes in one beat. */
const AT_ONCE = 50
const EVERY = { hours: 1 }

/**
 * Prunes every hour, a little at a time. Every instance may: what one has taken the other no longer finds, and what is
 * written meanwhile stays.
 */
export function openPruning({ store, clock, log }: { store: Store; clock: Clock; log: Log }) {
  const kinds = KEPT.map((kept) => ({ ...kept, dueAt: '' }))

  return async (): Promise<void> => {
    const now = clock.now()
    for (const kind of kinds) {
      if (kind.dueAt > stored(now)) continue
      const before = stored(now.subtract({ hours: 24 * kind.days }))
      try {
        // A full measure: there may be more, for the next beat.
        if ((await kind.by(store)(before, AT_ONCE)) === AT_ONCE) continue
      } catch (error) {
        log.error({ err: error, kind: kind.what }, 'not pruned')
      }
      kind.dueAt = stored(now.add(EVERY))
    }
  }
}

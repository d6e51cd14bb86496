import type { Filter } from 'mongodb'
import type { Collection } from '../database/collection.ts'
import { assertLegalStep, IllegalStepError } from '../database/legal-steps.ts'
import { pruning } from '../database/prune.ts'
import { records, type Unreadable } from '../database/records.ts'
import { isLive, SUBSCRIPTION_STEPS, type Subscription, subscription } from './subscription.ts'

/** Subscriptions: the offers that partners hold. */
export async function openSubscriptions(collection: Collection<Subscription>, unreadable?: Unreadable) {
  await collection.createIndex(
    { partnerId: 1, offerId: 1, area: 1 },
    { name: 'one-live-place', unique: true, partialFilterExpression: { live: true } },
  )
  await collection.createIndex({ partnerId: 1, createdAt: -1 }, { name: 'of-partner' })
  await collection.createIndex({ state: 1, createdAt: 1 }, { name: 'by-state' })
  await collection.createIndex({ state: 1, 'term.end': 1, _id: 1 }, { name: 'by-end-of-term' })
  await collection.createIndex({ live: 1, autoRenew: 1, 'term.end': 1, _id: 1 }, { name: 'by-renewal' })
  const subscriptions = records(collection, subscription, unreadable)
  return {
    get: subscriptions.get,
    /** false: the partner's place for this offer and area is taken (S3). */
    insert: subscriptions.insert,

    /** Compare-and-set along the table of states. Auto-renew goes on only together with a later term (S14, S15). */
    async save(before: Subscription, after: Subscription): Promise<Subscription> {
      assertLegalStep(SUBSCRIPTION_STEPS, 'subscription', before, after)
      const renewed = (after.term?.number ?? 0) > (before.term?.number ?? 0)
      if (after.autoRenew && !before.autoRenew && !renewed)
        throw new IllegalStepError('subscription: auto-renew stays off until it is renewed (S14)')
      const { live: _live, ...rest } = after
      return subscriptions.save(before, isLive(after) ? { ...rest, live: true } : rest)
    },

    /** What holds the partner's place for an offer and area now. */
    liveFor: (partnerId: string, offerId: string, area = '') =>
      subscriptions.one({ partnerId, offerId, area, live: true }),

    /** Everything that holds a place of the partner's: at most one per offer and area, however many orders failed. */
    heldBy: (partnerId: string) =>
      subscriptions.list({ partnerId, live: true }, { sort: { createdAt: 1 }, limit: MOST_HELD }),

    /** The newest ones, live or over, and the places of orders that failed. */
    ofPartner: (partnerId: string, limit = 50) => subscriptions.list({ partnerId }, { sort: { createdAt: -1 }, limit }),

    /** Reservations made before `then` by a purchase that may have died: the reconciler looks at their orders. */
    pendingSince: (then: string, limit: number) =>
      subscriptions.list({ state: 'pending', createdAt: { $lte: then } }, { sort: { createdAt: 1 }, limit }),

    /** Takes away reservations of then that came to nothing: their orders keep what was tried. */
    pruneReleased: pruning(collection, 'createdAt', { state: 'released' }),

    /** Whose term ends on exactly that civil date, by their ids. */
    async endingOn(end: string, autoRenew: boolean, after: string, limit: number): Promise<Subscription[]> {
      const filter = { live: true as const, autoRenew, 'term.end': end, _id: { $gt: after } }
      return subscriptions.list(filter, { sort: { _id: 1 }, limit })
    },

    /** Still written as active although the term is over by `date`. */
    dueForGrace: (date: string, after: Page, limit: number) => byEnd({ state: 'active' }, date, after, limit),

    /** In grace with a term that was over by `date`: days of grace are for the caller to take off. */
    dueForExpiry: (date: string, after: Page, limit: number) => byEnd({ state: 'grace' }, date, after, limit),
  }

  /**
   * Page by page in the order of the terms' ends. `date` is one civil date for all zones: take today where it is latest
   * on Earth, and let the rule of each record's own zone decide.
   */
  async function byEnd(filter: Filter<Subscription>, date: string, after: Page, limit: number) {
    const range = { $lte: date, ...(after?.term ? { $gte: after.term.end } : {}) }
    const later = after?.term
      ? { $or: [{ 'term.end': { $gt: after.term.end } }, { 'term.end': after.term.end, _id: { $gt: after._id } }] }
      : {}
    const due = { ...filter, 'term.end': range, ...later }
    return subscriptions.list(due, { sort: { 'term.end': 1, _id: 1 }, limit })
  }
}

/** The last one of the page before; undefined for the first page. */
type Page = Pick<Subscription, '_id' | 'term'> | undefined

/** More places than any partner has: offers times areas. */
const MOST_HELD = 100

import type { Collection } from './collection.ts'
import { assertLegalStep, IllegalStepError } from './legal-steps.ts'
import { records } from './records.ts'
import { isLive, SUBSCRIPTION_STEPS, type Subscription, subscription } from './subscription.ts'

/** Subscriptions: the offers that partners hold. */
export async function openSubscriptions(collection: Collection<Subscription>) {
  await collection.createIndex(
    { partnerId: 1, offerId: 1, area: 1 },
    { name: 'one-live-place', unique: true, partialFilterExpression: { live: true } },
  )
  await collection.createIndex({ partnerId: 1, createdAt: -1 }, { name: 'of-partner' })
  await collection.createIndex({ state: 1, createdAt: 1 }, { name: 'by-state' })
  const subscriptions = records(collection, subscription)
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
    async liveFor(partnerId: string, offerId: string, area = ''): Promise<Subscription | undefined> {
      return subscriptions.one({ partnerId, offerId, area, live: true })
    },

    async ofPartner(partnerId: string, limit = 50): Promise<Subscription[]> {
      return subscriptions.list({ partnerId }, { sort: { createdAt: -1 }, limit })
    },

    /** Places held since before `then` for a purchase that may have died: the reconciler looks at their orders. */
    async pendingSince(then: string, limit: number): Promise<Subscription[]> {
      return subscriptions.list({ state: 'pending', createdAt: { $lte: then } }, { sort: { createdAt: 1 }, limit })
    },
  }
}

export type Subscriptions = Awaited<ReturnType<typeof openSubscriptions>>

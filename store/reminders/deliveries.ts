import type { Collection } from '../database/collection.ts'
import { assertLegalStep } from '../database/legal-steps.ts'
import { openOutbox } from '../database/outbox.ts'
import { records, type Unreadable } from '../database/records.ts'
import { DELIVERY_STATES, DELIVERY_STEPS, type Delivery, type DeliveryState, delivery, type Tally } from './delivery.ts'

/** More subscriptions than any person hears of on one day. */
const MOST_AT_ONCE = 50
/** More notices than anybody needs to find the last one that arrived. */
const MOST_NOTICES = 200
/** A ladder and a dunning for more people than any company has buyers. */
const MOST_OF_TERM = 1_000

/** Deliveries: the ledger of every message that we started. */
export async function openDeliveries(collection: Collection<Delivery>, unreadable?: Unreadable) {
  await Promise.all([
    collection.createIndex({ state: 1, dueAt: 1, _id: 1 }, { name: 'due' }),
    collection.createIndex({ state: 1, partnerId: 1, dueAt: 1, _id: 1 }, { name: 'by-tenant' }),
    collection.createIndex({ personId: 1, state: 1, dueAt: 1 }, { name: 'of-person' }),
    collection.createIndex({ subscriptionId: 1, term: 1, kind: 1, state: 1, endedAt: -1 }, { name: 'of-term' }),
    collection.createIndex({ run: 1, state: 1, _id: 1 }, { name: 'of-run' }),
    collection.createIndex(
      { message: 1 },
      { name: 'of-message', partialFilterExpression: { message: { $exists: true } } },
    ),
    collection.createIndex({ plannedAt: -1, _id: 1 }, { name: 'by-time' }),
  ])
  const deliveries = records(collection, delivery, unreadable)

  async function save(before: Delivery, after: Delivery): Promise<Delivery> {
    assertLegalStep(DELIVERY_STEPS, 'delivery', before, after)
    return deliveries.save(before, after)
  }

  const outbox = openOutbox({ ...deliveries, save }, 'dueAt')
  const waiting = { state: 'waiting' as const }
  return {
    get: deliveries.get,
    /** false: it was planned before, whatever became of it. */
    insert: deliveries.insert,

    save,
    keep: outbox.keep,
    /** For whom it is sent; unlike an order's or a ticket's, a claim that runs out is never tried again: see `interrupted`. */
    claim: outbox.claim,

    /** What waits first in the tenant that follows on this one, by their ids; what else waits in either is passed over. */
    async firstInNext(partnerId: string): Promise<Delivery | undefined> {
      const filter = { ...waiting, partnerId: { $gt: partnerId } }
      const [first] = await deliveries.list(filter, { sort: { partnerId: 1, dueAt: 1, _id: 1 }, limit: 1 })
      return first
    },

    /** What is due in one tenant, soonest first. */
    dueIn: (partnerId: string, now: string, limit: number) => outbox.due(now, limit, { partnerId, ...waiting }),

    /** Was being sent by somebody who is gone: it may have arrived. */
    interrupted: (now: string, limit: number) =>
      deliveries.list({ state: 'sending', 'lease.until': { $lte: now } }, { sort: { dueAt: 1 }, limit }),

    /** What waits to be told to this person by then. */
    waitingFor: (personId: string, until: string) => outbox.due(until, MOST_AT_ONCE, { personId, ...waiting }),

    /** Everything that one message told. */
    ofMessage: (message: string) => deliveries.list({ message }, { sort: { dueAt: 1 }, limit: MOST_AT_ONCE }),

    /** Whatever has not come to its end, the next first. */
    toTell: (limit: number) => outbox.waiting(limit, { state: { $in: ['waiting', 'sending'] } }),

    /** What this person was told last, newest first. */
    lastToldTo: (personId: string, limit: number) =>
      deliveries.list({ personId, state: 'sent' }, { sort: { dueAt: -1 }, limit }),

    /** The next that will be sent, soonest first. */
    next: (limit: number) => outbox.waiting(limit, waiting),

    nextFor: (personId: string, limit: number) => outbox.waiting(limit, { personId, ...waiting }),

    /** S19: the notices of a term that reached somebody, or may have; newest first. */
    async notices(subscriptionId: string, term: number): Promise<Delivery[]> {
      const state = { $in: ['sent', 'unknown'] satisfies DeliveryState[] }
      const filter = { subscriptionId, term, kind: 'charge-notice' as const, state }
      return deliveries.list(filter, { sort: { endedAt: -1 }, limit: MOST_NOTICES })
    },

    /** What was planned of a term, newest first. */
    ofTerm: (subscriptionId: string, term: number) =>
      deliveries.list({ subscriptionId, term }, { sort: { plannedAt: -1 }, limit: MOST_OF_TERM }),

    async ofRun(run: string, state: Delivery['state'] | undefined, after: string, limit: number): Promise<Delivery[]> {
      const filter = { run, ...(state ? { state } : {}), _id: { $gt: after } }
      return deliveries.list(filter, { sort: { _id: 1 }, limit })
    },

    newest: (limit: number) => deliveries.list({}, { sort: { plannedAt: -1, _id: 1 }, limit }),

    /** The run's balance: planned = sent + failed + skipped + suppressed + unknown + waiting. */
    async tally(run: string): Promise<Tally> {
      const counted = await Promise.all(DELIVERY_STATES.map((state) => collection.countDocuments({ run, state })))
      const of = (state: Delivery['state']) => counted[DELIVERY_STATES.indexOf(state)] ?? 0
      return {
        planned: await collection.countDocuments({ run }),
        sent: of('sent'),
        failed: of('failed'),
        skipped: of('skipped'),
        suppressed: of('suppressed'),
        unknown: of('unknown'),
        waiting: of('waiting') + of('sending'),
      }
    },
  }
}

import assert from 'node:assert/strict'
import { botStorage, type StateRecord } from '../../../store/database/bot-storage.ts'
import type { Database, Document } from '../../../store/database/collection.ts'
import { pruning } from '../../../store/database/prune.ts'
import { newOrder } from '../../../store/orders/order-steps.ts'
import { openStore, type Store } from '../../../store/store.ts'
import { pendingFor, release } from '../../../store/subscriptions/subscription.ts'
import { standingClock } from '../../support/clock.ts'
import { reviewedOrder } from '../../support/records.ts'
import { describeOnStores } from '../../support/stores.ts'

/** How one kind of record comes to be, and goes; `stays`: what is as old and is still needed. */
type Kind = {
  collection: string
  put(store: Store, id: string, at: string, database: Database): Promise<unknown>
  prune(store: Store, before: string, limit: number): Promise<number>
  stays?: (store: Store, at: string) => Promise<unknown>
}

const LATER = '2027-01-01T00:00:00.000Z'
const ADDRESS = { partnerId: 'tenant-one', personId: 'p1' }

async function doneJob({ jobs }: Store, about: string, at: string): Promise<void> {
  await jobs.add('fulfil', about, at)
  await jobs.claimOne(`fulfil:${about}`, at, 'token', LATER)
  await jobs.finish(`fulfil:${about}`, 'token', at)
}

const KINDS: Record<string, Kind> = {
  'jobs that are done; never what is waiting or was given up': {
    collection: 'jobs',
    put: doneJob,
    prune: (store, ...at) => store.jobs.pruneDone(...at),
    async stays({ jobs }, at) {
      await jobs.add('lapse', 'waiting', at)
      await jobs.add('lapse', 'dead', at)
      await jobs.claimOne('lapse:dead', at, 'token', LATER)
      await jobs.bury('lapse:dead', 'token', 'Error')
    },
  },
  'payment events': {
    collection: 'webhook-events',
    put: (store, id, at) => store.webhookEvents.done(id, at),
    prune: (store, ...at) => store.webhookEvents.prune(...at),
  },
  'pages for adding a method': {
    collection: 'method-pages',
    put: (store, _id, openedAt) =>
      store.methodPages.insert({ _id, version: 1, ...ADDRESS, url: 'https://pay.example.com', openedAt }),
    prune: (store, ...at) => store.methodPages.prune(...at),
  },
  'days on which somebody was written to': {
    collection: 'delivery-days',
    put: (store, id, at) => store.deliveryDays.claim(id, 'token', at, at),
    prune: (store, ...at) => store.deliveryDays.prune(...at),
  },
  'opened receipt links': {
    collection: 'receipt-openings',
    put: (store, _id, until) => store.receiptOpenings.belongsTo({ _id, browser: 'b', until }),
    prune: (store, ...at) => store.receiptOpenings.prune(...at),
  },
  'renewals handed to a colleague': {
    collection: 'hand-overs',
    put: (store, id, at) => store.handOvers.hand(id, 1, 'p1', 'p2', at),
    prune: (store, ...at) => store.handOvers.prune(...at),
  },
  'orders that were never tried to be paid; never one with an attempt, nor an open one': {
    collection: 'orders',
    async put({ orders }, id, at) {
      const draft = newOrder({ id: id.padEnd(8, '0'), ...ADDRESS, offerId: 'action-pack', now: at })
      await orders.insert({ ...draft, expiresAt: at })
      await orders.save({ ...draft, expiresAt: at }, { ...draft, expiresAt: at, state: 'expired' })
    },
    prune: (store, ...at) => store.orders.pruneUntried(...at),
    async stays({ orders }, at) {
      const open = reviewedOrder({ _id: 'ord-open', number: 'PO-open', expiresAt: at })
      await orders.insert(open)
      const tried = reviewedOrder({ _id: 'ord-tried', number: 'PO-tried', expiresAt: at })
      const attempt = { n: 1, key: 'ord-tried:1', money: { amount: 1, currency: 'USD' }, customer: 'c' }
      const failed = { ...attempt, method: tried.method, subscriptionId: 's', state: 'failed', openedAt: at }
      await orders.insert({ ...tried, attempts: [failed] } as typeof tried)
      const kept = await orders.get('ord-tried')
      assert.ok(kept)
      await orders.save(kept, { ...kept, state: 'expired' })
    },
  },
  'places that came to nothing; never one that is held or was': {
    collection: 'subscriptions',
    async put({ subscriptions }, id, at) {
      const place = pendingFor(reviewedOrder({ area: id }), id, at)
      await subscriptions.insert(place)
      await subscriptions.save(place, release(place))
    },
    prune: (store, ...at) => store.subscriptions.pruneReleased(...at),
    async stays({ subscriptions }, at) {
      const { live: _live, ...over } = pendingFor(reviewedOrder(), 'expired', at)
      await subscriptions.insert({ ...over, state: 'expired' })
      await subscriptions.insert(pendingFor(reviewedOrder(), 'held', at))
    },
  },
  'what a chat remembers': {
    collection: 'bot-state',
    put: (_store, id, at, database) =>
      botStorage(database.collection('bot-state'), standingClock(at)).write({ [id]: { dialog: {} } }),
    prune: (store, ...at) => store.botStates.prune(...at),
  },
  'texts that weren’t understood': {
    collection: 'not-understood',
    put: (store, text, lastAt) => store.notUnderstood.keep({ text, locale: 'en', lastAt }),
    prune: (store, ...at) => store.notUnderstood.prune(...at),
  },
}

describeOnStores('what is pruned', (open) => {
  const idsIn = async (database: Database, name: string) => {
    const found = await database.collection<Document>(name).find({}, { limit: 50 }).toArray()
    return found.map((each) => each._id).toSorted()
  }

  for (const [what, kind] of Object.entries(KINDS))
    it(`${what}: the oldest first, no more than asked for, by two at once, and nothing that is newer`, async () => {
      const database = await open()
      const store = await openStore(database)
      await kind.stays?.(store, '2026-01-01T00:00:00.000Z')
      await kind.put(store, 'young', '2026-03-01T00:00:00.001Z', database)
      const stays = await idsIn(database, kind.collection)
      await kind.put(store, 'youngest-old', '2026-03-01T00:00:00.000Z', database)
      const oldest = await idsIn(database, kind.collection)
      for (const day of ['02', '03', '04'])
        await kind.put(store, `old-${day}`, `2026-01-${day}T00:00:00.000Z`, database)
      assert.equal((await idsIn(database, kind.collection)).length, stays.length + 4)
      assert.equal(await kind.prune(store, '2026-03-01T00:00:00.000Z', 3), 3)
      assert.deepEqual(await idsIn(database, kind.collection), oldest)
      await Promise.all([1, 2].map(() => kind.prune(store, '2026-03-01T00:00:00.000Z', 3)))
      assert.deepEqual(await idsIn(database, kind.collection), stays)
      assert.equal(await kind.prune(store, '2026-03-01T00:00:00.000Z', 3), 0)
    })

  it('what is written between the look and the removal stays', async () => {
    const states = (await open()).collection<StateRecord>('bot-state')
    const old = standingClock('2026-01-01T00:00:00Z')
    await botStorage(states, old).write({ silent: {}, writing: {} })
    const find: typeof states.find = (filter, options) => ({
      async toArray() {
        const found = await states.find(filter, options).toArray()
        await botStorage(states, standingClock('2026-02-01T00:00:00Z')).write({ writing: { dialog: 'begun' } })
        return found
      },
    })
    const looking = { ...states, find, deleteOne: (filter: object) => states.deleteOne(filter) }
    assert.equal(await pruning(looking, 'at')('2026-01-15T00:00:00.000Z', 10), 2)
    assert.deepEqual(Object.keys(await botStorage(states, old).read(['silent', 'writing'])), ['writing'])
  })
})

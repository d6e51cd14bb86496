import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import type { Order } from '../../../store/orders/order.ts'
import type { Person } from '../../../store/people/person.ts'
import type { Delivery } from '../../../store/reminders/delivery.ts'
import { openStore } from '../../../store/store.ts'
import type { Subscription } from '../../../store/subscriptions/subscription.ts'
import { firstTerm } from '../../../store/values/term.ts'
import { standingClock } from '../../support/clock.ts'
import { openStage } from '../../support/conversation.ts'
import { type Examining, examiningInMemory, examiningOnMongo } from '../../support/examined.ts'
import { dropDatabase, mongoServer } from '../../support/mongo.ts'
import { reviewedOrder } from '../../support/records.ts'
import { heldSubscription } from '../../support/subscriptions.ts'

/** A Wednesday: no step of this day is moved to another, or from one. */
const TODAY = '2027-06-16'
const ZONE = 'UTC'
const BEFORE = '2027-06-15T08:00:00.000Z'
const SIZES = process.env.LONG ? [10_000, 100_000] : [500, 5_000]
/** The tests' server is too slow for more; of fewer, all might be looked at within what a beat may look at anyway. */
const SIZES_ON_SERVER = process.env.LONG ? [1_500, 10_000] : [1_500]
/** Documents that one thing that is owed may cost: its subscription, partner, people, their chats, its run and its keys. */
const MOST_EACH = 12
/** What a beat looks at when nothing is due: marks, the heads of queues, and the twenty jobs that it works. */
const MOST_ANYWAY = 400
const MANY = 1_000_000

describe('what happens by itself', () => {
  it(`S16, S19: looks at what is due, not at what is held: ${SIZES.join(' and ')} subscriptions in memory`, async () => {
    for (const size of SIZES) await assertInProportion(await examiningInMemory(), size)
  })

  it(`S16, S19: the same on a server, by its own word: ${SIZES_ON_SERVER.join(' and ')} subscriptions on MongoDB`, async function () {
    const server = await mongoServer()
    if (!server) this.skip()
    for (const size of SIZES_ON_SERVER) {
      const name = `test-planners-${process.pid}-${size}`
      await assertInProportion(await examiningOnMongo(server.uri(name)), size)
      await dropDatabase(server, name)
    }
  })
})

async function assertInProportion(examining: Examining, size: number): Promise<void> {
  const { database } = examining
  try {
    // Before there are indexes, which take longer to be kept up than to be made.
    await hold(examining, size)
    const store = await openStore(database)
    const stage = await openStage({ database, clock: standingClock(`${TODAY}T12:00:00Z`) })
    await store.checkpoints.reach('reminders', Temporal.PlainDate.from(TODAY).subtract({ days: 1 }).toString())
    examining.forget()
    const { reconciliation, endedTerms, reminders, jobs } = stage.periodicTasks
    for (const beat of [reconciliation, endedTerms, reminders, jobs]) await beat()
    const { documents, withoutIndex } = await examining.examined()
    const owed = (await store.jobs.waiting(MANY)).length + (await store.deliveries.next(MANY)).length
    if (process.env.LONG) console.log(`      ${size} held: ${documents} documents examined for ${owed} that were due`)
    assert.ok(owed > size / 50, `only ${owed} of ${size} have something due`)
    assert.deepEqual(withoutIndex, [])
    assert.ok(documents <= MOST_ANYWAY + MOST_EACH * owed, `${documents} examined for ${owed} that were due`)
  } finally {
    await database.close()
  }
}

/** Companies with a buyer and a subscription each, whose terms end on any day of the year; what is over is written down as over. */
async function hold({ fill }: Examining, size: number): Promise<void> {
  const all = Array.from({ length: size }, (_, i) => i)
  const ends = (i: number) => Temporal.PlainDate.from(TODAY).add({ days: (i % 364) - 1 })
  await fill('partners', all.map(partner))
  await fill('people', all.map(person))
  await fill('conversations', all.map(chat))
  await fill(
    'subscriptions',
    all.map((i) => subscription(i, ends(i))),
  )
  await fill('orders', all.map(order))
  await fill('deliveries', all.map(delivery))
  await fill(
    'jobs',
    all.map((i) => ({ _id: `fulfil:o${i}`, kind: 'fulfil', about: `o${i}`, dueAt: BEFORE, state: 'done', tries: 1 })),
  )
}

function subscription(i: number, end: Temporal.PlainDate): Subscription {
  const term = { ...firstTerm(end.subtract({ years: 1 }), ZONE), end: end.toString() }
  const ids = { _id: `s${i}`, partnerId: `tenant-${i}`, orderId: `o${i}`, boughtBy: `p${i}` }
  return heldSubscription({ ...ids, term, autoRenew: i % 2 === 0 })
}

function partner(i: number) {
  return {
    ...{
      _id: `tenant-${i}`,
      version: 1,
      name: 'Partner',
      country: 'US',
      currency: 'USD',
      zone: ZONE,
      joinedAt: BEFORE,
    },
    ...{ joinedBy: `p${i}`, agreement: { version: '1', locale: 'en' as const, agreedAt: BEFORE, by: `p${i}` } },
  }
}

function person(i: number): Person {
  const ids = { _id: `p${i}`, version: 1, partnerId: `tenant-${i}`, objectId: `object-${i}` }
  return { ...ids, role: 'admin', standing: 'member', zone: ZONE, firstSeenAt: BEFORE }
}

function chat(i: number) {
  return { _id: `p${i}`, version: 1, reference: '{}', installed: true, seenAt: BEFORE }
}

function order(i: number): Order {
  const ids = { _id: `o${i}`, number: `PO-${i}`, partnerId: `tenant-${i}`, personId: `p${i}` }
  return reviewedOrder({ ...ids, state: 'fulfilled', receipt: { number: `RC-${i}`, at: BEFORE } })
}

function delivery(i: number): Delivery {
  return {
    ...{ _id: `remind:s${i}:1:60:p${i}`, version: 1, run: 'reminders:2027-01-01', kind: 'reminder', step: 60, term: 1 },
    ...{ partnerId: `tenant-${i}`, personId: `p${i}`, subscriptionId: `s${i}`, state: 'sent', tries: 1 },
    ...{ plannedAt: BEFORE, dueAt: BEFORE, endedAt: BEFORE },
  }
}

import assert from 'node:assert/strict'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import type { Database } from '../../../store/database/collection.ts'
import { openStore } from '../../../store/store.ts'
import { issuePapers } from '../../../store/use-cases/papers/issue-papers.ts'
import { standingClock } from '../../support/clock.ts'
import { dyingDatabase } from '../../support/dying-database.ts'
import { jitteryDatabase } from '../../support/jittery-database.ts'
import { paidOrder, refundOf } from '../../support/paid-orders.ts'
import { openChance } from '../../support/random.ts'
import { describeOnStores, inMemory } from '../../support/stores.ts'

const MOST_WRITES = 40
const catalogue = readCatalogue()

async function opened(database: Database, at = '2026-11-23T08:00:00Z') {
  const store = await openStore(database)
  const clock = standingClock(at)
  return { store, clock, catalogue, issue: (id: string) => issuePapers({ store, clock, catalogue }, id) }
}

/** The numbers of a year's papers, as they were kept. */
async function numbersIn(database: Database, kind?: string) {
  const papers = await (await openStore(database)).papers.ofDays('2000-01-01', '2099-12-31', 0, 1_000)
  return papers.filter((each) => kind === undefined || each.kind === kind).map((each) => each._id)
}
const upTo = (n: number, letters = '', year = 2026) =>
  Array.from({ length: n }, (_, i) => `SONE-${year}-${letters}${String(i + 1).padStart(6, '0')}`)

describeOnStores('numbers of papers', (open) => {
  it('S27: of many orders at once, in several instances, they are 1 to N, each once, and each order’s is its own', async () => {
    const database = await open()
    const seed = 20261123
    const random = openChance(seed).next
    const instances = await Promise.all(Array.from({ length: 4 }, () => opened(jitteryDatabase(database, random))))
    const [first] = instances
    const orders = Array.from({ length: 24 }, (_, i) => paidOrder(i + 1))
    for (const each of orders) await first?.store.orders.insert(each)
    // Each is asked for in two instances, one of them twice.
    await Promise.all(
      orders.flatMap(({ _id }, i) => [0, 1, 1].map((more) => instances[(i + more) % instances.length]?.issue(_id))),
    )
    assert.deepEqual(await numbersIn(database), upTo(24), `seed ${seed}`)
    const kept = await Promise.all(orders.map(({ _id }) => first?.store.orders.get(_id)))
    assert.deepEqual(kept.map((each) => each?.papers?.[0]?.number).sort(), upTo(24))
    assert.deepEqual(await first?.store.orders.owedPapers(100), [])
  })
})

describe('numbers of papers', () => {
  const open = async () => (await inMemory.open()).database

  for (const done of [false, true])
    it(`S27: killed ${done ? 'after' : 'before'} any write, there is no gap and no second paper`, async () => {
      let spared = false
      for (let at = 1; at <= MOST_WRITES && !spared; at++) {
        const inner = await open()
        const dying = dyingDatabase(inner)
        const { store, issue } = await opened(dying.database)
        const orders = [1, 2, 3].map((n) => {
          const order = paidOrder(n)
          return { ...order, refunds: [refundOf(order, `re-${n}`, 20_000), refundOf(order, `rf-${n}`, 31_419)] }
        })
        for (const each of orders) await store.orders.insert({ ...each, state: 'refunded' })
        dying.dieAt(at, done)
        await Promise.all(orders.map(({ _id }) => issue(_id))).catch(() => undefined)
        spared = dying.isSpared()
        // The next process makes out what is owed, as the round does.
        const again = await opened(inner)
        for (const { _id } of await again.store.orders.owedPapers(10)) await again.issue(_id)
        assert.deepEqual(await numbersIn(inner, 'invoice'), upTo(3), `write ${at}`)
        assert.deepEqual(await numbersIn(inner, 'credit-note'), upTo(6, 'C'), `write ${at}`)
        assert.deepEqual(await again.store.orders.owedPapers(10), [], `write ${at}`)
      }
      assert.ok(spared, 'the last write was found')
    })

  it('S27: begin anew with the year of the seller’s zone, and days never go back with the numbers going on', async () => {
    const database = await open()
    const made = async (n: number, at: string) => {
      const { store, issue } = await opened(database, at)
      await store.orders.insert(paidOrder(n))
      await issue(`ord-${n}`)
      const [paper] = await store.papers.ofOrder(`ord-${n}`, 1)
      return [paper?._id, paper?.issuedOn]
    }
    assert.deepEqual(await made(1, '2026-12-31T22:59:59Z'), ['SONE-2026-000001', '2026-12-31'])
    // In Berlin it is the next year already.
    assert.deepEqual(await made(2, '2026-12-31T23:00:00Z'), ['SONE-2027-000001', '2027-01-01'])
    assert.deepEqual(await made(3, '2027-03-02T12:00:00Z'), ['SONE-2027-000002', '2027-03-02'])
    // An instance whose clock is behind.
    assert.deepEqual(await made(4, '2027-03-01T12:00:00Z'), ['SONE-2027-000003', '2027-03-02'])
    assert.deepEqual(await made(5, '2026-12-31T12:00:00Z'), ['SONE-2026-000002', '2026-12-31'])
  })

  it('S27: without a seller at its review an order gets none, and neither does one that isn’t fulfilled', async () => {
    const { store, issue } = await opened(await open())
    const { frozen, ...rest } = paidOrder(1)
    const { bill: _bill, ...before } = frozen ?? assert.fail()
    await store.orders.insert({ ...rest, frozen: before })
    const { receipt: _receipt, ...parked } = paidOrder(2)
    await store.orders.insert({ ...parked, state: 'parked' })
    for (const id of ['ord-1', 'ord-2', 'ord-unknown']) await issue(id)
    assert.deepEqual(await store.papers.ofDays('2000-01-01', '2099-12-31', 0, 10), [])
  })
})

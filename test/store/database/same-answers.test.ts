import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Filter, UpdateFilter } from 'mongodb'
import type { Collection, Sorting } from '../../../store/database/collection.ts'
import { describeOn, inMemory, onMongo } from '../../support/stores.ts'
import { random } from './contract/random.ts'

type Any = { _id: string }

const RECORDS = 60
const QUESTIONS = process.env.LONG ? 5000 : 300
/** Along an index, against it, and neither; each decides about every two records. */
const ORDERS: Sorting[] = [
  { n: 1, s: 1, _id: 1 },
  { n: -1, s: -1, _id: -1 },
  { s: -1, n: 1, _id: 1 },
  { b: 1, n: -1, _id: 1 },
  { _id: -1 },
]
const seed = Number(process.env.SEED ?? 20261123)

describeOn(onMongo, 'the embedded database answers as the server does', (open) => {
  let embedded: Collection<Any>
  let server: Collection<Any>

  before(async () => {
    embedded = (await inMemory.open()).database.collection('records')
    server = (await open()).collection('records')
  })

  it(`to ${QUESTIONS} filters (SEED=${seed})`, async () => {
    const indexed = [embedded, server].flatMap((each) => [
      each.createIndex({ n: 1, s: 1 }, { name: 'n-s' }),
      each.createIndex({ n: 1, s: 1, _id: 1 }, { name: 'n-s-id' }),
      each.createIndex({ b: 1, n: -1, _id: 1 }, { name: 'b-n-id' }),
      each.createIndex({ tags: 1 }, { name: 'tags' }),
      each.createIndex({ 'many.n': 1 }, { name: 'many-n' }),
    ])
    await Promise.all(indexed)
    for (const [i, record] of fc.sample(random.record, { numRuns: RECORDS, seed }).entries())
      for (const each of [embedded, server]) await each.insertOne({ _id: String(i).padStart(3, '0'), ...record })
    for (const filter of fc.sample(random.filter, { numRuns: QUESTIONS, seed }) as Filter<Any>[]) {
      const [ours, theirs] = await Promise.all(
        [embedded, server].map((each) => each.find(filter, { sort: { _id: 1 }, limit: RECORDS }).toArray()),
      )
      assert.deepEqual(ours, theirs, `different finds by ${JSON.stringify(filter)}`)
    }
  })

  it(`to ${QUESTIONS} filters with an order and a limit (SEED=${seed})`, async () => {
    for (const [i, filter] of fc.sample(random.filter, { numRuns: QUESTIONS, seed: seed + 1 }).entries()) {
      const [sort = {}, limit] = [ORDERS[i % ORDERS.length], 1 + (i % 7)]
      const [ours, theirs] = await Promise.all(
        [embedded, server].map((each) => each.find(filter as Filter<Any>, { sort, limit }).toArray()),
      )
      assert.deepEqual(ours, theirs, `different finds by ${JSON.stringify({ filter, sort, limit })}`)
    }
  })

  it(`after ${QUESTIONS} updates (SEED=${seed})`, async () => {
    const records = fc.sample(random.record, { numRuns: QUESTIONS, seed })
    const updates = fc.sample(random.update, { numRuns: QUESTIONS, seed }) as UpdateFilter<Any>[]
    for (const [i, update] of updates.entries()) {
      const record = { _id: `u${i}`, ...records[i] }
      const [ours, theirs] = await Promise.all([embedded, server].map((each) => after(each, record, update)))
      assert.deepEqual(ours, theirs, `different ends of ${JSON.stringify(record)} by ${JSON.stringify(update)}`)
    }
  })
})

/** What the update told and made of the record, or that it was refused. */
async function after(collection: Collection<Any>, record: Any, update: UpdateFilter<Any>): Promise<unknown> {
  await collection.insertOne(record)
  const told = await collection.updateOne({ _id: record._id }, update).catch(() => undefined)
  return [told?.matchedCount, told?.modifiedCount, await collection.findOne({ _id: record._id })]
}

import assert from 'node:assert/strict'
import type { Filter } from 'mongodb'
import type { Collection, Sorting } from '../../../../store/database/collection.ts'
import type { OpenEmpty } from '../../../support/stores.ts'
import { fill, ids, type Sample } from './sample.ts'

const FILTERS: [filter: Filter<Sample>, found: string][] = [
  [{}, 'abcde'],
  [{ _id: 'c' }, 'c'],
  [{ _id: 'nobody' }, ''],
  [{ _id: { $in: ['e', 'a', 'nobody', 'a'] } }, 'ae'],
  [{ _id: { $gt: 'b' } }, 'cde'],
  [{ partnerId: 'p1', state: 'paid' }, 'b'],
  [{ partnerId: { $eq: 'p2' } }, 'cd'],
  [{ partnerId: { $in: ['p1', 'p3'] }, state: 'paid' }, 'be'],
  [{ state: { $in: [] } }, ''],
  [{ state: { $nin: ['paid', 'draft'] } }, 'd'],
  [{ state: { $ne: 'paid' } }, 'ad'],
  [{ live: { $ne: true } }, 'acde'],
  [{ amount: null }, 'cd'],
  [{ amount: { $ne: null } }, 'abe'],
  [{ amount: { $in: [null, 250] } }, 'bcd'],
  [{ amount: { $lt: 100 } }, 'e'],
  [{ amount: { $lte: 100 } }, 'ae'],
  [{ amount: { $gt: -5, $lt: 250 } }, 'a'],
  [{ amount: { $gte: 0 } }, 'ab'],
  [{ amount: { $lt: 0.5 } }, 'e'],
  [{ dueAt: { $lte: '2026-11-01T00:00:00.000Z' } }, 'a'],
  [{ dueAt: { $gt: '2026-11-01T00:00:00.000Z' } }, 'c'],
  [{ dueAt: { $gt: '' } }, 'ac'],
  [{ dueAt: { $exists: false } }, 'bde'],
  [{ amount: { $exists: true } }, 'abce'],
  [{ lease: { $exists: true } }, 'b'],
  [{ live: false }, 'd'],
  [{ 'lease.token': 't1' }, 'b'],
  [{ 'lease.token': { $ne: 't1' } }, 'acde'],
  [{ 'lease.until': { $lt: '2026-11-03' } }, 'b'],
  [{ lease: { token: 't1', until: '2026-11-02' } }, 'b'],
  [{ lease: { token: 't1' } } as Filter<Sample>, ''],
  [{ $or: [{ lease: { $exists: false } }, { 'lease.until': { $lte: '2026-11-02' } }], state: 'paid' }, 'bce'],
  [{ $and: [{ partnerId: 'p1' }, { $or: [{ state: 'draft' }, { amount: { $gt: 1000 } }] }] }, 'a'],
  [{ $nor: [{ state: 'paid' }, { state: 'draft' }] }, 'd'],
  [{ amount: { $not: { $gt: 0 } } }, 'cde'],
  [{ tags: 'y' }, 'ae'],
  [{ tags: ['y'] }, 'e'],
  [{ tags: { $in: ['x', 'z'] } }, 'a'],
  [{ tags: { $ne: 'x' } }, 'bcde'],
  [{ tags: [] }, 'c'],
  [{ tags: { $elemMatch: { $gt: 'x' } } }, 'ae'],
  [{ 'tags.0': 'y' }, 'e'],
  [{ 'items.sku': 'k1' }, 'de'],
  [{ 'items.quantity': { $gt: 4 } }, 'e'],
  [{ items: { $elemMatch: { sku: 'k1', quantity: { $gte: 2 } } } }, 'd'],
  [{ 'items.sku': 'k1', 'items.quantity': { $gte: 5 } }, 'e'],
  [{ 'items.1.sku': 'k2' }, 'e'],
  [{ 'items.0': { $exists: true } }, 'de'],
]

const SORTS: [sort: Sorting, found: string][] = [
  [{ _id: -1 }, 'edcba'],
  [{ partnerId: -1, _id: 1 }, 'ecdab'],
  [{ state: 1, partnerId: -1 }, 'adecb'],
  [{ amount: 1, _id: 1 }, 'cdeab'],
  [{ amount: 1, _id: -1 }, 'dceab'],
  [{ amount: -1, _id: 1 }, 'baecd'],
  [{ 'lease.until': 1, _id: 1 }, 'acdeb'],
  [{ live: -1, _id: 1 }, 'bdace'],
  [{ 'items.quantity': 1, _id: 1 }, 'abced'],
  [{ 'items.quantity': -1, _id: 1 }, 'edabc'],
]

/** What is found, with and without indexes to find it by. */
export function queries(open: OpenEmpty): void {
  for (const indexed of [false, true]) {
    describe(indexed ? 'queries by indexes' : 'queries', () => {
      let samples: Collection<Sample>

      before(async () => {
        samples = (await open()).collection('samples')
        if (indexed) {
          await samples.createIndex({ partnerId: 1, state: 1 }, { name: 'of-partner' })
          await samples.createIndex({ state: 1, dueAt: 1 }, { name: 'by-state' })
          await samples.createIndex({ amount: -1 }, { name: 'by-amount' })
          await samples.createIndex({ tags: 1 }, { name: 'by-tag' })
          await samples.createIndex({ 'items.sku': 1 }, { name: 'by-item' })
          await samples.createIndex({ live: 1 }, { name: 'live', partialFilterExpression: { live: true } })
        }
        await fill(samples)
      })

      for (const [filter, found] of FILTERS)
        it(`finds ${found || 'nothing'} by ${JSON.stringify(filter)}`, async () => {
          assert.equal(await ids(samples, filter), found)
          assert.equal(await samples.countDocuments(filter), found.length)
          assert.equal((await samples.findOne(filter)) !== null, found !== '')
        })

      for (const [sort, found] of SORTS)
        it(`sorts ${found} by ${JSON.stringify(sort)}`, async () => {
          assert.equal(await ids(samples, {}, sort), found)
        })

      it('skips, then limits', async () => {
        const page = await samples.find({}, { sort: { _id: -1 }, skip: 1, limit: 2 }).toArray()
        assert.deepEqual(
          page.map((each) => each._id),
          ['d', 'c'],
        )
        assert.deepEqual(await samples.find({}, { sort: { _id: 1 }, skip: 5, limit: 2 }).toArray(), [])
      })

      it('counts up to a limit', async () => {
        assert.equal(await samples.countDocuments({ state: 'paid' }, { limit: 2 }), 2)
        assert.equal(await samples.countDocuments({ state: 'draft' }, { limit: 2 }), 1)
      })
    })
  }

  describe('queries that are none', () => {
    let samples: Collection<Sample>

    before(async () => {
      samples = (await open()).collection('samples')
      await fill(samples)
    })

    it('refuses an undefined value, which would match everything', async () => {
      const filter = { partnerId: 'p1', $or: [{ state: 'draft' }, { lease: undefined }] }
      await assert.rejects(samples.findOne(filter), TypeError)
      await assert.rejects(samples.find(filter, { limit: 1 }).toArray(), TypeError)
      await assert.rejects(samples.countDocuments(filter), TypeError)
      await assert.rejects(samples.updateOne(filter, { $set: { state: 'gone' } }), TypeError)
      await assert.rejects(
        samples.findOneAndUpdate(filter, { $unset: { live: '' } }, { returnDocument: 'after' }),
        TypeError,
      )
      await assert.rejects(samples.deleteOne(filter), TypeError)
      assert.equal(await samples.countDocuments({}), 5)
    })

    it('refuses a list without a limit', async () => {
      for (const limit of [0, -1, 1.5, Number.NaN]) {
        await assert.rejects(samples.find({}, { limit }).toArray(), TypeError)
        await assert.rejects(samples.countDocuments({}, { limit }), TypeError)
      }
    })

    it('refuses an operator that nobody knows', async () => {
      await assert.rejects(samples.findOne({ state: { $like: 'p' } } as unknown as Filter<Sample>))
      await assert.rejects(samples.findOne({ $both: [{ state: 'paid' }] } as unknown as Filter<Sample>))
    })
  })
}

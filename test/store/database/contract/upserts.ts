import assert from 'node:assert/strict'
import type { Collection } from '../../../../store/database/collection.ts'
import type { OpenEmpty } from '../../../support/stores.ts'
import { fill, kept, type Sample } from './sample.ts'
import { counts } from './updates.ts'

/** Inserts, upserts, find-and-update and deletes. */
export function upserts(open: OpenEmpty): void {
  describe('upserts', () => {
    let samples: Collection<Sample>

    beforeEach(async () => {
      samples = (await open()).collection('samples')
      await fill(samples)
    })

    it('inserts what the filter fixes and the update sets', async () => {
      const told = await samples.updateOne(
        { _id: 'n', partnerId: { $eq: 'p9' }, $and: [{ state: 'new' }], amount: { $gt: 3 } },
        { $set: { 'lease.token': 't' }, $inc: { version: 1 }, $setOnInsert: { dueAt: '2026' } },
        { upsert: true },
      )
      assert.deepEqual(counts(told), [0, 0, 1])
      const expected = { _id: 'n', partnerId: 'p9', state: 'new', lease: { token: 't' }, version: 1, dueAt: '2026' }
      assert.deepEqual(await kept(samples, 'n'), expected)
    })

    it('updates what is there and leaves $setOnInsert aside', async () => {
      const update = { $set: { state: 'seen' }, $setOnInsert: { partnerId: 'other' } }
      assert.deepEqual(counts(await samples.updateOne({ _id: 'a' }, update, { upsert: true })), [1, 1, 0])
      const after = await kept(samples, 'a')
      assert.deepEqual([after.state, after.partnerId], ['seen', 'p1'])
    })

    it('takes the _id from $setOnInsert', async () => {
      const update = { $set: { state: 'new' }, $setOnInsert: { _id: 'n' } }
      assert.equal((await samples.updateOne({ partnerId: 'p9' }, update, { upsert: true })).upsertedCount, 1)
      assert.deepEqual(await kept(samples, 'n'), { _id: 'n', partnerId: 'p9', state: 'new' })
    })

    it('refuses an upsert whose document would break the filter of a lost race', async () => {
      const lost = samples.updateOne({ _id: 'a', version: 7 }, { $set: { state: 'x' } }, { upsert: true })
      await assert.rejects(lost, { name: 'DuplicateKeyError', code: 11000 })
      assert.equal((await kept(samples, 'a')).state, 'draft')
    })

    it('finds and updates the first in order, giving it as it was or as it is', async () => {
      const update = { $set: { state: 'claimed' } }
      const before = await samples.findOneAndUpdate({ state: 'paid' }, update, {
        returnDocument: 'before',
        sort: { amount: -1 },
      })
      const after = await samples.findOneAndUpdate({ state: 'paid' }, update, {
        returnDocument: 'after',
        sort: { _id: -1 },
      })
      assert.deepEqual([before?._id, before?.state, after?._id, after?.state], ['b', 'paid', 'e', 'claimed'])
      assert.equal((await kept(samples, 'b')).state, 'claimed')
      assert.equal((await kept(samples, 'c')).state, 'paid')
    })

    it('finds and upserts: nothing before, the document after', async () => {
      const update = { $set: { state: 'new' } }
      const filter = { _id: 'n', partnerId: 'p9' }
      assert.equal(await samples.findOneAndUpdate(filter, update, { returnDocument: 'before', upsert: true }), null)
      await samples.deleteOne({ _id: 'n' })
      const made = await samples.findOneAndUpdate(filter, update, { returnDocument: 'after', upsert: true })
      assert.deepEqual(made, { _id: 'n', partnerId: 'p9', state: 'new' })
    })

    it('deletes one and says whether', async () => {
      assert.deepEqual((await samples.deleteOne({ _id: 'a', state: 'paid' })).deletedCount, 0)
      assert.deepEqual((await samples.deleteOne({ partnerId: 'p2' })).deletedCount, 1)
      assert.equal(await samples.countDocuments({}), 4)
    })

    it('shares no object with its caller', async () => {
      const given: Sample = { _id: 'n', partnerId: 'p9', state: 'new', tags: ['x'], lease: { token: 't', until: 'u' } }
      await samples.insertOne(given)
      given.tags?.push('later')
      const lease = { token: 't2', until: 'u2' }
      const told = await samples.findOneAndUpdate({ _id: 'n' }, { $set: { lease } }, { returnDocument: 'after' })
      lease.token = 'later'
      told?.tags?.push('later')
      const [listed] = await samples.find({ _id: 'n' }, { limit: 1 }).toArray()
      listed?.tags?.push('later')
      const expected = { _id: 'n', partnerId: 'p9', state: 'new', tags: ['x'], lease: { token: 't2', until: 'u2' } }
      assert.deepEqual(await kept(samples, 'n'), expected)
    })

    it('keeps collections apart', async () => {
      const database = await open()
      await database.collection<Sample>('some').insertOne({ _id: 'a', partnerId: 'p1', state: 'x' })
      assert.equal(await database.collection<Sample>('others').findOne({ _id: 'a' }), null)
    })
  })
}

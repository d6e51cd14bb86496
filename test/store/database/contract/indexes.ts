import assert from 'node:assert/strict'
import { type Collection, isDuplicateKey } from '../../../../store/database/collection.ts'
import type { OpenEmpty } from '../../../support/stores.ts'
import { kept, type Sample } from './sample.ts'

/** What may stand beside what. */
export function indexes(open: OpenEmpty): void {
  describe('unique indexes', () => {
    let samples: Collection<Sample>
    const add = (_id: string, rest: Partial<Sample> = {}) =>
      samples.insertOne({ _id, partnerId: 'p1', state: 'paid', ...rest })

    beforeEach(async () => {
      samples = (await open()).collection('samples')
    })

    it('F63: refuses a second document with the same _id, and the error says so without its values', async () => {
      await add('secret-key', { state: 'first' })
      const error = await add('secret-key').catch((reason: unknown) => reason)
      assert.ok(isDuplicateKey(error))
      assert.doesNotMatch(`${error} ${JSON.stringify(error)}`, /secret-key|p1/)
      assert.equal((await kept(samples, 'secret-key')).state, 'first')
    })

    it('refuses a second value, by insert, update and upsert; missing counts as one value', async () => {
      await samples.createIndex({ dueAt: 1 }, { name: 'one-due', unique: true })
      await add('a', { dueAt: '1' })
      await add('b')
      await refused(add('c', { dueAt: '1' }))
      await refused(add('c'))
      await refused(samples.updateOne({ _id: 'b' }, { $set: { dueAt: '1' } }))
      await refused(samples.updateOne({ _id: 'c', partnerId: 'p' }, { $set: { dueAt: '1' } }, { upsert: true }))
      await refused(samples.findOneAndUpdate({ _id: 'a' }, { $unset: { dueAt: '' } }, { returnDocument: 'after' }))
      assert.deepEqual(
        [(await kept(samples, 'a')).dueAt, (await kept(samples, 'b')).dueAt, await samples.countDocuments({})],
        ['1', undefined, 2],
      )
    })

    it('frees a value with the document or the update that lets go of it', async () => {
      await samples.createIndex({ dueAt: 1 }, { name: 'one-due', unique: true })
      await add('a', { dueAt: '1' })
      await samples.updateOne({ _id: 'a' }, { $set: { dueAt: '2' } })
      await add('b', { dueAt: '1' })
      await samples.deleteOne({ _id: 'a' })
      await add('c', { dueAt: '2' })
      await samples.updateOne({ _id: 'c' }, { $set: { dueAt: '2', state: 'own' } })
      assert.equal(await samples.countDocuments({}), 2)
    })

    it('compares all fields of a compound index', async () => {
      await samples.createIndex({ partnerId: 1, 'lease.token': -1 }, { name: 'pair', unique: true })
      await add('a', { lease: { token: 't', until: '' } })
      await add('b', { lease: { token: 'u', until: '' } })
      await add('c', { partnerId: 'p2', lease: { token: 't', until: '' } })
      await refused(add('d', { lease: { token: 't', until: 'other' } }))
      assert.equal(await samples.countDocuments({ partnerId: 'p1' }), 2)
    })

    it('does not take texts and numbers for each other', async () => {
      const mixed = samples as unknown as Collection<{ _id: string; key: unknown }>
      await mixed.createIndex({ key: 1 }, { name: 'one-key', unique: true })
      for (const [i, key] of [1, '1', true, 'true', null, 'null', 1.5, ''].entries())
        await mixed.insertOne({ _id: `${i}`, key })
      await refused(mixed.insertOne({ _id: 'again', key: 1.0 }))
      await refused(mixed.insertOne({ _id: 'again', key: null }))
      assert.equal(await mixed.countDocuments({}), 8)
    })

    it('holds each element of an array once for all documents', async () => {
      await samples.createIndex({ tags: 1 }, { name: 'one-tag', unique: true })
      await add('a', { tags: ['x', 'y', 'x'] })
      await refused(add('b', { tags: ['z', 'y'] }))
      await add('b', { tags: ['z'] })
      await refused(samples.updateOne({ _id: 'b' }, { $push: { tags: 'x' } }))
      assert.deepEqual((await kept(samples, 'b')).tags, ['z'])
    })

    it('F64: one live place per partner, any number of dead ones', async () => {
      const options = { name: 'one-live-place', unique: true, partialFilterExpression: { live: true } }
      await samples.createIndex({ partnerId: 1, state: 1 }, options)
      for (const id of ['a', 'b']) await add(id)
      await add('c', { live: true })
      await refused(add('d', { live: true }))
      await refused(samples.updateOne({ _id: 'a' }, { $set: { live: true } }))
      await add('e', { live: true, partnerId: 'p2' })
      await samples.updateOne({ _id: 'c' }, { $unset: { live: '' } })
      await samples.updateOne({ _id: 'a' }, { $set: { live: true } })
      await refused(samples.updateOne({ _id: 'c' }, { $set: { live: true } }))
      assert.equal(await samples.countDocuments({ partnerId: 'p1', live: true }), 1)
    })

    it('F64: a partial index by presence leaves those without the field alone', async () => {
      const present = { 'lease.token': { $exists: true } }
      await samples.createIndex(
        { 'lease.token': 1 },
        { name: 'one-token', unique: true, partialFilterExpression: present },
      )
      for (const id of ['a', 'b']) await add(id)
      await add('c', { lease: { token: 't', until: '' } })
      await refused(add('d', { lease: { token: 't', until: '' } }))
      assert.equal(await samples.countDocuments({}), 3)
    })

    it('can be made again, is not made over doubles, and guards once it is', async () => {
      for (const id of ['a', 'b']) await add(id)
      await refused(samples.createIndex({ partnerId: 1 }, { name: 'one', unique: true }))
      await samples.deleteOne({ _id: 'b' })
      assert.equal(await samples.createIndex({ partnerId: 1 }, { name: 'one', unique: true }), 'one')
      assert.equal(await samples.createIndex({ partnerId: 1 }, { name: 'one', unique: true }), 'one')
      await assert.rejects(samples.createIndex({ state: 1 }, { name: 'one', unique: true }))
      await refused(add('b'))
    })
  })
}

async function refused(write: Promise<unknown>): Promise<void> {
  await assert.rejects(write, (error) => isDuplicateKey(error))
}

import assert from 'node:assert/strict'
import type { UpdateFilter } from 'mongodb'
import type { Collection } from '../../../../store/database/collection.ts'
import type { OpenEmpty } from '../../../support/stores.ts'
import { kept, type Sample } from './sample.ts'

const BASE: Sample = {
  _id: 's',
  partnerId: 'p1',
  state: 'draft',
  amount: 10,
  tags: ['x', 'y', 'x'],
  lease: { token: 't1', until: '2026-11-02' },
  items: [
    { sku: 'k1', quantity: 1 },
    { sku: 'k2', quantity: 5 },
  ],
}

type Case = [update: UpdateFilter<Sample>, changed: Partial<Record<keyof Sample, unknown>>]

/** Each update and what it makes of BASE: `undefined` stands for a field that is gone. */
const UPDATES: Case[] = [
  [{ $set: { state: 'paid', version: 2 } }, { state: 'paid', version: 2 }],
  [{ $set: { 'lease.until': '2027' } }, { lease: { token: 't1', until: '2027' } }],
  [{ $set: { lease: { token: 't2', until: '2028' } } }, { lease: { token: 't2', until: '2028' } }],
  [{ $set: { 'items.1.quantity': 6 } }, { items: [BASE.items?.[0], { sku: 'k2', quantity: 6 }] }],
  [{ $set: { amount: null } }, { amount: null }],
  [
    { $set: { state: 'paid' }, $unset: { lease: '' }, $inc: { amount: 1 } },
    { state: 'paid', lease: undefined, amount: 11 },
  ],
  [{ $unset: { 'lease.token': '', dueAt: '' } }, { lease: { until: '2026-11-02' } }],
  [{ $inc: { amount: -15, version: 1 } }, { amount: -5, version: 1 }],
  [{ $inc: { 'items.0.quantity': 2 } }, { items: [{ sku: 'k1', quantity: 3 }, BASE.items?.[1]] }],
  [{ $min: { amount: 5 } }, { amount: 5 }],
  [{ $min: { amount: 50, version: 3 } }, { version: 3 }],
  [{ $max: { amount: 50, dueAt: '2026' } }, { amount: 50, dueAt: '2026' }],
  [{ $push: { tags: 'z' } }, { tags: ['x', 'y', 'x', 'z'] }],
  [{ $push: { tags: { $each: ['z', 'w'] } } }, { tags: ['x', 'y', 'x', 'z', 'w'] }],
  [{ $push: { tags: { $each: ['z'], $slice: -2 } } }, { tags: ['x', 'z'] }],
  [{ $push: { tags: { $each: ['z'], $slice: 2 } } }, { tags: ['x', 'y'] }],
  [{ $push: { tags: { $each: [], $slice: 0 } } }, { tags: [] }],
  [{ $push: { items: { sku: 'k3', quantity: 1 } } }, { items: [...(BASE.items ?? []), { sku: 'k3', quantity: 1 }] }],
  [{ $pull: { tags: 'x' } }, { tags: ['y'] }],
  [{ $pull: { tags: { $in: ['x', 'y'] } } }, { tags: [] }],
  [{ $pull: { items: { sku: 'k1' } } }, { items: [BASE.items?.[1]] }],
  [{ $pull: { items: { quantity: { $gt: 4 } } } }, { items: [BASE.items?.[0]] }],
  [{ $addToSet: { tags: 'z' } }, { tags: ['x', 'y', 'x', 'z'] }],
  [{ $addToSet: { tags: { $each: ['y', 'z', 'z'] } } }, { tags: ['x', 'y', 'x', 'z'] }],
  [
    { $addToSet: { items: { sku: 'k1', quantity: 2 } } },
    { items: [...(BASE.items ?? []), { sku: 'k1', quantity: 2 }] },
  ],
]

/** Updates that find everything as they want it. */
const NO_CHANGE: UpdateFilter<Sample>[] = [
  { $set: { state: 'draft' } },
  { $set: {} },
  { $unset: { dueAt: '' } },
  { $inc: { amount: 0 } },
  { $min: { amount: 10 } },
  { $max: { amount: 2 } },
  { $pull: { tags: 'nobody' } },
  { $pull: { items: { sku: 'nobody' } } },
  { $addToSet: { tags: 'y' } },
  { $addToSet: { items: { sku: 'k1', quantity: 1 } } },
  { $setOnInsert: { state: 'new' } },
]

/** As a program might send them in spite of the types. */
const REFUSED: object[] = [
  { state: 'paid' },
  { $inc: { state: 1 } },
  { $inc: { amount: 'one' } },
  { $push: { state: 'x' } },
  { $addToSet: { amount: 1 } },
  { $pull: { state: 'draft' } },
  { $set: { 'state.deep': 1 } },
  { $set: { 'tags.deep': 1 } },
  { $set: { amount: 1 }, $inc: { amount: 1 } },
  { $set: { lease: { token: 'x', until: 'y' }, 'lease.token': 'z' } },
  { $setOnInsert: { amount: 1 }, $inc: { amount: 1 } },
  { $set: { _id: 'other' } },
  { $set: { '': 1 } },
  { $push: { tags: { $each: 'z' } } },
  { $change: { state: 'paid' } },
]

/** How documents change. */
export function updates(open: OpenEmpty): void {
  describe('updates', () => {
    let samples: Collection<Sample>

    before(async () => {
      samples = (await open()).collection('samples')
    })

    beforeEach(async () => {
      await samples.deleteOne({ _id: 's' })
      await samples.insertOne(BASE)
    })

    for (const [update, changed] of UPDATES)
      it(`applies ${JSON.stringify(update)}`, async () => {
        const told = await samples.updateOne({ _id: 's' }, update)
        assert.deepEqual(counts(told), [1, 1, 0])
        const expected = JSON.parse(JSON.stringify({ ...BASE, ...changed }))
        assert.deepEqual(await kept(samples, 's'), expected)
      })

    for (const update of NO_CHANGE)
      it(`matches and changes nothing by ${JSON.stringify(update)}`, async () => {
        assert.deepEqual(counts(await samples.updateOne({ _id: 's' }, update)), [1, 0, 0])
        assert.deepEqual(await kept(samples, 's'), BASE)
      })

    for (const update of REFUSED)
      it(`refuses ${JSON.stringify(update)} and changes nothing`, async () => {
        await assert.rejects(samples.updateOne({ _id: 's' }, update as UpdateFilter<Sample>))
        assert.deepEqual(await kept(samples, 's'), BASE)
      })

    it('makes a new array no longer than its slice', async () => {
      await samples.updateOne({ _id: 's' }, { $unset: { tags: '' } })
      await samples.updateOne({ _id: 's' }, { $push: { tags: { $each: ['1', '2', '3'], $slice: -2 } } })
      assert.deepEqual((await kept(samples, 's')).tags, ['2', '3'])
    })

    it('makes parents on the way', async () => {
      await samples.updateOne({ _id: 's' }, { $unset: { lease: '' } })
      await samples.updateOne({ _id: 's' }, { $set: { 'lease.token': 't9' } })
      assert.deepEqual((await kept(samples, 's')).lease, { token: 't9' })
    })

    it('does nothing where nothing matches', async () => {
      assert.deepEqual(counts(await samples.updateOne({ _id: 'nobody' }, { $set: { state: 'x' } })), [0, 0, 0])
      const found = await samples.findOneAndUpdate(
        { _id: 'nobody' },
        { $inc: { amount: 1 } },
        { returnDocument: 'after' },
      )
      assert.equal(found, null)
      assert.equal(await samples.countDocuments({}), 1)
    })

    it('drops undefined fields and keeps undefined elements as null', async () => {
      const items = [{ sku: 'k', quantity: undefined }, undefined]
      await samples.updateOne({ _id: 's' }, { $set: { lease: undefined, items } } as unknown as UpdateFilter<Sample>)
      const after = await kept(samples, 's')
      assert.deepEqual([after.items, after.lease], [[{ sku: 'k' }, null], BASE.lease])
    })

    it('F65: refuses what makes a document larger than 16 MB', async () => {
      await samples.updateOne({ _id: 's' }, { $set: { tags: ['x'.repeat(9_000_000)] } })
      await assert.rejects(samples.updateOne({ _id: 's' }, { $push: { tags: 'y'.repeat(9_000_000) } }))
      await assert.rejects(samples.insertOne({ ...BASE, _id: 't', state: 'x'.repeat(17_000_000) }))
      assert.equal((await kept(samples, 's')).tags?.length, 1)
      assert.equal(await samples.countDocuments({}), 1)
    })

    it('keeps every text and number as it was', async () => {
      const texts = ['', '\u0000', '😀', '合作夥伴', 'é', '\u2028\'"\\', 'a.b$c', '$set', '1e3']
      for (const amount of [0, -1.5, 2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1), 1e300, 5e-324]) {
        await samples.updateOne({ _id: 's' }, { $set: { amount, tags: texts } })
        const after = await kept(samples, 's')
        assert.deepEqual([after.amount, after.tags], [amount, texts])
      }
    })
  })
}

export function counts(told: { matchedCount: number; modifiedCount: number; upsertedCount: number }): number[] {
  return [told.matchedCount, told.modifiedCount, told.upsertedCount]
}

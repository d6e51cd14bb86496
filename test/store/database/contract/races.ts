import assert from 'node:assert/strict'
import { type Collection, isDuplicateKey } from '../../../../store/database/collection.ts'
import type { OpenEmpty } from '../../../support/stores.ts'
import { kept, type Sample } from './sample.ts'

const TWENTY = Array.from({ length: 20 }, (_, i) => i)

/** Twenty at once. */
export function races(open: OpenEmpty): void {
  describe('races', () => {
    let samples: Collection<Sample>

    beforeEach(async () => {
      samples = (await open()).collection('samples')
    })

    it('F28: of twenty compare-and-sets from one version exactly one matches', async () => {
      await samples.insertOne({ _id: 'a', partnerId: 'p1', state: 'reviewed', version: 1 })
      const told = await Promise.all(
        TWENTY.map((i) => samples.updateOne({ _id: 'a', version: 1 }, { $set: { version: 2, state: `by ${i}` } })),
      )
      const winners = TWENTY.filter((i) => told[i]?.matchedCount === 1)
      assert.equal(winners.length, 1)
      assert.deepEqual(await kept(samples, 'a'), { _id: 'a', partnerId: 'p1', state: `by ${winners[0]}`, version: 2 })
    })

    it('F63: of twenty inserts under one key exactly one is made', async () => {
      const tries = await Promise.allSettled(
        TWENTY.map((i) => samples.insertOne({ _id: 'a', partnerId: 'p1', state: `by ${i}` })),
      )
      const winners = TWENTY.filter((i) => tries[i]?.status === 'fulfilled')
      assert.equal(winners.length, 1)
      assert.ok(tries.every((each) => each.status === 'fulfilled' || isDuplicateKey(each.reason)))
      assert.equal((await kept(samples, 'a')).state, `by ${winners[0]}`)
    })

    it('F64: of twenty that want one live place exactly one gets it', async () => {
      const options = { name: 'one-live-place', unique: true, partialFilterExpression: { live: true } }
      await samples.createIndex({ partnerId: 1 }, options)
      const tries = await Promise.allSettled(
        TWENTY.map((i) => samples.insertOne({ _id: `${i}`, partnerId: 'p1', state: 'pending', live: true })),
      )
      assert.equal(tries.filter((each) => each.status === 'fulfilled').length, 1)
      assert.equal(await samples.countDocuments({}), 1)
    })

    it('adds up twenty increments', async () => {
      await samples.insertOne({ _id: 'a', partnerId: 'p1', state: 'x', amount: 0 })
      await Promise.all(
        TWENTY.map(() => samples.updateOne({ _id: 'a' }, { $inc: { amount: 1 }, $push: { tags: 'x' } })),
      )
      const after = await kept(samples, 'a')
      assert.deepEqual([after.amount, after.tags?.length], [20, 20])
    })

    it('F66: twenty claimants get twenty different jobs, then none', async () => {
      for (const i of TWENTY) await samples.insertOne({ _id: `j${i}`, partnerId: 'p1', state: 'waiting', amount: i })
      const claim = (i: number) =>
        samples.findOneAndUpdate(
          { state: 'waiting' },
          { $set: { state: 'claimed', lease: { token: `t${i}`, until: '2026' } } },
          { returnDocument: 'after', sort: { amount: 1 } },
        )
      const claimed = await Promise.all(TWENTY.map(claim))
      assert.equal(new Set(claimed.map((each) => each?._id)).size, 20)
      assert.deepEqual(
        claimed.map((each) => each?.lease?.token),
        TWENTY.map((i) => `t${i}`),
      )
      assert.equal(await claim(21), null)
    })
  })
}

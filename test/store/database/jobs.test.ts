import assert from 'node:assert/strict'
import { openStore, type Store } from '../../../store/store.ts'
import { describeOnStores } from '../../support/stores.ts'

const at = (hour: number) => `2026-11-23T${String(hour).padStart(2, '0')}:00:00.000Z`

describeOnStores('jobs', (open) => {
  let store: Store
  before(async () => {
    store = await openStore(await open())
  })
  const dueAt = async (key: string) => (await store.jobs.get(key))?.dueAt

  it('S16: one that waits for later is hastened, and never put off by it', async () => {
    await store.jobs.add('unreached', 'sub:1', at(9))
    await store.jobs.hasten('unreached:sub:1', at(8))
    assert.equal(await dueAt('unreached:sub:1'), at(8))
    await store.jobs.hasten('unreached:sub:1', at(12))
    assert.equal(await dueAt('unreached:sub:1'), at(8))
  })

  for (const ends of ['finish', 'postpone', 'bury'] as const)
    it(`hastened while somebody works on it, it is looked at once more, though they ${ends} it`, async () => {
      const key = `unreached:${ends}` as const
      await store.jobs.add('unreached', ends, at(7))
      await store.jobs.claimOne(key, at(8), 'token', at(9))
      await store.jobs.hasten(key, at(8))
      await store.jobs[ends](key, 'token', at(12))
      assert.equal(await dueAt(key), at(7))
      assert.ok(await store.jobs.claimOne(key, at(8), 'other', at(9)))
      await store.jobs[ends](key, 'other', at(12))
      const { state, dueAt: due } = (await store.jobs.get(key)) ?? {}
      assert.deepEqual(
        [state, due],
        ends === 'postpone' ? ['waiting', at(12)] : [ends === 'finish' ? 'done' : 'dead', at(7)],
      )
    })

  it('F66: it is at work from its claim until it is done, or its lease is over', async () => {
    const key = 'fulfil:order'
    await store.jobs.add('fulfil', 'order', at(7))
    const seen = [await store.jobs.isAtWork(key, at(8))]
    await store.jobs.claimOne(key, at(8), 'token', at(9))
    seen.push(await store.jobs.isAtWork(key, at(8)), await store.jobs.isAtWork(key, at(9)))
    await store.jobs.claimOne(key, at(9), 'other', at(10))
    seen.push(await store.jobs.isAtWork(key, at(9)))
    await store.jobs.finish(key, 'other', at(9))
    seen.push(await store.jobs.isAtWork(key, at(9)))
    assert.deepEqual(seen, [false, true, false, true, false])
  })

  it('owed again, it is due also where it was done, and stays one job', async () => {
    for (let times = 0; times < 3; times++) {
      await store.jobs.addAgain('dispute', 'charge', at(8))
      const found = await store.jobs.claimOne('dispute:charge', at(8), 'token', at(9))
      assert.equal(found?.tries, 1)
      await store.jobs.finish('dispute:charge', 'token', at(8))
    }
  })

  it('one that is done, or that nobody owes, is not begun by being hastened', async () => {
    await store.jobs.add('unreached', 'sub:2', at(8))
    await store.jobs.claimOne('unreached:sub:2', at(8), 'token', at(9))
    await store.jobs.finish('unreached:sub:2', 'token', at(8))
    await store.jobs.hasten('unreached:sub:2', at(7))
    assert.equal(await dueAt('unreached:sub:2'), at(8))
    await store.jobs.hasten('unreached:sub:3', at(7))
    assert.equal(await store.jobs.get('unreached:sub:3'), undefined)
  })
})

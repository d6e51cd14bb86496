import assert from 'node:assert/strict'
import { openStore, type Store } from '../../store/store.ts'
import { describeOnStores } from '../support/stores.ts'

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

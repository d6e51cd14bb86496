import assert from 'node:assert/strict'
import { openVault } from '../../../store/benefits/vault.ts'
import { openStore } from '../../../store/store.ts'
import { describeOnStores } from '../../support/stores.ts'

const AT = '2026-11-23T08:00:00.000Z'
const vault = openVault(['secret-of-the-tests-with-32-letters'])

describeOnStores('key pools', (open) => {
  async function poolOf(count: number) {
    const database = await open()
    const { keyPools } = await openStore(database)
    for (let i = 0; i < count; i++) assert.equal(await add(`SAMPLE-${i}`), true)
    const hand = (holder: string) => keyPools.handOut('action-pack', 'windows', holder, AT)
    return { keyPools, add, hand, database }

    async function add(key: string, with_ = vault): Promise<boolean> {
      const marks = with_.marks(key)
      const [mark = ''] = marks
      const sealed = with_.seal(key, mark)
      return keyPools.add(
        { _id: mark, offerId: 'action-pack', benefitId: 'windows', sealed, addedAt: AT, free: true },
        marks,
      )
    }
  }

  it('S23: two at once never get the same key', async () => {
    const { hand } = await poolOf(8)
    const given = await Promise.all(Array.from({ length: 12 }, (_, i) => hand(`holder-${i}`)))
    const keys = given.flatMap((each) => (each ? [vault.open(each.sealed, each._id)] : []))
    assert.equal(keys.length, 8)
    assert.equal(new Set(keys).size, 8)
  })

  it('S23: the same holder gets the same key, also when asking several times at once', async () => {
    const { hand, keyPools } = await poolOf(8)
    const given = await Promise.all(Array.from({ length: 6 }, () => hand('holder-one')))
    assert.equal(new Set(given.map((each) => each?._id)).size, 1)
    assert.equal((await hand('holder-one'))?._id, given[0]?._id)
    assert.equal(await keyPools.left('action-pack', 'windows'), 7)
  })

  it('takes a key once, also under another secret', async () => {
    const { add } = await poolOf(1)
    assert.equal(await add('SAMPLE-0'), false)
    const changed = openVault(['another-secret-of-the-tests-32-xx', 'secret-of-the-tests-with-32-letters'])
    assert.equal(await add('SAMPLE-0', changed), false)
    assert.equal(await add('SAMPLE-1', changed), true)
  })

  it('keeps no key that could be read without the secret', async () => {
    const { database } = await poolOf(2)
    const kept = await database.collection('benefit-keys').find({}, { limit: 10 }).toArray()
    assert.equal(kept.length, 2)
    assert.ok(!JSON.stringify(kept).includes('SAMPLE'))
  })

  it('keeps pools apart', async () => {
    const { keyPools } = await poolOf(1)
    assert.equal(await keyPools.handOut('action-pack', 'visual-studio', 'holder', AT), undefined)
    assert.equal(await keyPools.handOut('silver', 'windows', 'holder', AT), undefined)
  })
})

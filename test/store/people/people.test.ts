import assert from 'node:assert/strict'
import type { Person } from '../../../store/people/person.ts'
import { openStore } from '../../../store/store.ts'
import { describeOnStores } from '../../support/stores.ts'

const AT = '2026-11-23T08:00:00.000Z'

function newcomer(objectId: string): Omit<Person, '_id' | 'version'> {
  return { partnerId: 'tenant-one', objectId, role: 'viewer', firstSeenAt: AT }
}

describeOnStores('people', (open) => {
  it('gives each person one number, however many meet them at once', async () => {
    const { people } = await openStore(await open())
    const met = await Promise.all(Array.from({ length: 12 }, (_, i) => people.meet(newcomer(`person-${i % 3}`))))
    assert.equal(new Set(met.map((each) => each._id)).size, 3)
    for (const each of met) assert.match(each._id, /^p\d+$/)
    assert.equal((await people.ofPartner('tenant-one')).length, 3)
  })

  it('knows equal object ids in two tenants as two people (F18)', async () => {
    const { people } = await openStore(await open())
    const one = await people.meet(newcomer('person-one'))
    const other = await people.meet({ ...newcomer('person-one'), partnerId: 'tenant-two' })
    assert.notEqual(one._id, other._id)
    assert.equal((await people.known('tenant-two', 'person-one'))?._id, other._id)
  })

  it('erases a person by forgetting whose number it was; the number is not given again', async () => {
    const { people } = await openStore(await open())
    const before = await people.meet(newcomer('person-one'))
    await people.forget(before._id)
    assert.equal(await people.known('tenant-one', 'person-one'), undefined)
    const after = await people.meet(newcomer('person-one'))
    assert.notEqual(after._id, before._id)
  })

  it('lists a page at a time, in the order in which people came', async () => {
    const { people } = await openStore(await open())
    for (let i = 0; i < 7; i++)
      await people.meet({ ...newcomer(`person-${i}`), firstSeenAt: `2026-11-23T08:00:0${i}.000Z` })
    const page = await people.ofPartner('tenant-one', { skip: 5, limit: 5 })
    assert.deepEqual(
      page.map((each) => each.objectId),
      ['person-5', 'person-6'],
    )
  })
})

import assert from 'node:assert/strict'
import { givenBy, includes } from '../../../store/catalogue/includes.ts'
import { catalogue } from '../../../store/catalogue/offer.ts'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'

const shipped = readCatalogue()

describe('what offers include', () => {
  it('S1: Gold gives everything of Silver, and with it everything of Action Pack; its own instead of Silver’s', () => {
    const given = givenBy(shipped, 'gold')
    const origins = given.map(({ origin, benefit }) => `${origin.id}.${benefit.id}`)
    assert.ok(origins.includes('action-pack.azure-credit'))
    assert.ok(origins.includes('silver.office-365-e3-silver'))
    assert.ok(origins.includes('gold.advisory-hours'))
    assert.ok(!origins.includes('silver.advisory-hours'))
    assert.equal(includes(shipped, 'gold', 'action-pack'), true)
    assert.equal(includes(shipped, 'action-pack', 'gold'), false)
  })

  it('S1: offers that include each other give each benefit once, and an end', () => {
    const [pack, silver] = ['action-pack', 'silver'].map((id) => shipped.offers.find((each) => each.id === id))
    assert.ok(pack && silver)
    const circle = { offers: [{ ...pack, includes: ['silver'] }, silver] }
    assert.equal(givenBy(circle, 'action-pack').length, pack.benefits.length + silver.benefits.length)
    assert.equal(includes(circle, 'silver', 'gold'), false)
  })

  it('F16: an offer that includes what isn’t there, or itself, is named at the start', () => {
    for (const id of ['bronze', 'silver']) {
      const wrong = shipped.offers.map((each) => (each.id === 'silver' ? { ...each, includes: [id] } : each))
      const read = catalogue.safeParse({ ...shipped, offers: wrong })
      assert.equal(read.success, false)
      assert.deepEqual(read.error?.issues[0]?.path, ['offers', 2, 'includes', 0])
    }
  })
})

import assert from 'node:assert/strict'
import type { Seller } from '../../../store/billing/seller.ts'
import { openStage, type Stage, textOf } from '../../support/conversation.ts'
import { chargesIn, heldOn } from '../../support/renewal-stage.ts'
import { reviewStage } from '../../support/review-stage.ts'
import { sellerOne } from '../../support/seller.ts'

async function atReview(seller: Seller, { locale = 'en-US', country = 'US' } = {}) {
  const stage = await openStage({ seller })
  const person = stage.person({ locale })
  await person.toReview({ country })
  return { stage, person }
}

const orderOf = async ({ store }: Stage) => (await store.orders.ofPartner('tenant-one', 10))[0]
const taken = async (stage: Stage) => (await chargesIn(stage)).map(({ ask }) => ask.money.amount)

describe('tax at the review', () => {
  it('S27: subtotal, tax and total are shown and frozen, and the total is charged', async () => {
    const { stage, person } = await atReview(sellerOne())
    const said = textOf([{ attachments: [{ contentType: '', content: person.lastCard() }] }])
    for (const each of ['Subtotal', 'USD 475.00', 'Sales tax (8.25%)', 'USD 39.19', 'USD 514.19', 'added to the price'])
      assert.ok(said.includes(each), `${each} is not in ${said}`)
    assert.match(said, /USD 514\.19 is charged to .* immediately/)
    const frozen = (await orderOf(stage))?.frozen
    assert.deepEqual([frozen?.price.amount, frozen?.bill?.net, frozen?.bill?.tax], [51_419, 47_500, 3_919])
    assert.equal(frozen?.bill?.seller.name, 'Seller One GmbH')
    await person.press('purchase')
    assert.deepEqual(await taken(stage), [51_419])
  })

  it('S27: in zh-TW, where prices have the tax in them, the price stays the price', async () => {
    const { stage, person } = await atReview(sellerOne({ pricesIncludeTax: true }), { locale: 'zh-TW', country: 'TW' })
    const said = JSON.stringify(person.lastCard())
    for (const each of [
      '小計',
      'TWD 14,095.00',
      '營業稅（5%）',
      'TWD 705.00',
      '總計',
      'TWD 14,800.00',
      '價格已含此稅額',
    ])
      assert.ok(said.includes(each), `${each} is not in ${said}`)
    await person.press('purchase')
    assert.deepEqual(await taken(stage), [1_480_000])
  })

  it('S27: offers say what comes on top of their price', async () => {
    const { person } = await atReview(sellerOne())
    assert.match(textOf(await person.say('offers')), /USD 475\.00 a year, plus Sales tax \(8\.25%\)/)
  })

  it('S10, S27: another tax than the review showed asks for a fresh one, and nothing is charged by the old', async () => {
    const { stage, person } = await atReview(sellerOne())
    const later = await openStage({
      seller: sellerOne({ taxes: [] }),
      database: stage.database,
      clock: stage.clock,
    })
    const again = later.person()
    const data = person.find('purchase').data
    assert.match(textOf(await again.execute(data)), /review/i)
    assert.deepEqual(await taken(later), [])
    assert.equal((await orderOf(later))?.frozen?.price.amount, 47_500)
    await again.press('purchase')
    assert.deepEqual(await taken(later), [47_500])
  })

  it('S10, S27: a review from before a seller was set no longer buys; an order without tax that was paid stays as it is', async () => {
    const { stage, person } = await reviewStage({}, { seller: sellerOne() })
    assert.equal((await orderOf(stage))?.frozen?.bill, undefined)
    await person.execute({ verb: 'purchase', orderId: (await orderOf(stage))?._id, review: 1, nonce: 'from-before-it' })
    assert.deepEqual(await taken(stage), [])
    assert.equal((await orderOf(stage))?.frozen?.bill?.tax, 3_919)
    const { stage: paid, person: buyer } = await reviewStage()
    await buyer.press('purchase')
    const updated = await openStage({ seller: sellerOne(), database: paid.database, clock: paid.clock })
    const order = await orderOf(updated)
    assert.equal(order?.state, 'fulfilled')
    assert.equal(order?.frozen?.bill, undefined)
  })
})

describe('tax of a renewal by itself', () => {
  async function bought(seller: Seller) {
    const { stage, person } = await atReview(seller)
    await person.press('purchase')
    return { stage, person, ...(await heldOn(stage)) }
  }

  it('S27: the notice says the total, and the total is charged, by the table of that day', async () => {
    const { stage, person, goTo, term } = await bought(sellerOne())
    await goTo('2027-10-25', '11:00')
    await goTo('2027-11-16', '11:00')
    assert.match(JSON.stringify(person.all()), /USD 514\.19/)
    await goTo(term.end)
    assert.deepEqual(await taken(stage), [51_419, 51_419])
    const renewal = (await stage.store.orders.ofPartner('tenant-one', 10)).find((each) => each.renews)
    assert.deepEqual([renewal?.frozen?.bill?.net, renewal?.frozen?.bill?.tax], [47_500, 3_919])
  })

  it('S19, S27: a tax that came after the last notice takes nothing more: it is in what was said', async () => {
    const { stage, goTo, term } = await bought(sellerOne({ taxes: [] }))
    await goTo('2027-10-25', '11:00')
    await goTo('2027-11-16', '11:00')
    const later = await openStage({ seller: sellerOne(), database: stage.database, clock: stage.clock })
    const { goTo: on } = await heldOn(later)
    await on(term.end)
    assert.deepEqual(await taken(later), [47_500, 47_500])
    const renewal = (await later.store.orders.ofPartner('tenant-one', 10)).find((each) => each.renews)
    const parts = renewal?.frozen?.bill
    assert.deepEqual([parts?.net, parts?.tax], [43_880, 3_620])
  })
})

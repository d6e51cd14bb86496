import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { readCatalogue } from '../../../../store/catalogue/read-catalogue.ts'
import { turnOffAutoRenew } from '../../../../store/subscriptions/subscription.ts'
import { stored } from '../../../../store/values/time.ts'
import { textOf } from '../../../support/conversation.ts'
import { boughtStage } from '../../../support/renewal-stage.ts'
import { heldSubscription } from '../../../support/subscriptions.ts'

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
const AREAS = ['One', 'Two', 'Three', 'Four', 'Five', 'Six']

/** Action Pack, and Gold in more areas than a card has room for, all of which renew on one day. */
async function wideStage() {
  const catalogue = readCatalogue()
  const stage = await boughtStage({ catalogue })
  for (const offer of catalogue.offers) offer.requirements = []
  for (const name of AREAS) {
    const area = name.toLowerCase()
    catalogue.areas.push({ id: area, name: { en: `Area ${name}`, 'zh-TW': name } })
    await stage.store.subscriptions.insert(heldSubscription({ _id: `gold-${area}`, offerId: 'gold', area }))
  }
  return stage
}

describe('charge notices', () => {
  it('S16, S19: seven at once → none counts as delivered before it was on a card', async () => {
    const stage = await wideStage()
    const shown = () => textOf(stage.buyer.all()).match(/"Upcoming charge: [^"]+"/g) ?? []
    // Sunday, 24 October → Friday.
    await stage.goTo(plus(stage.term.end, -32), '09:05', 2)
    const rows = await stage.deliveries('charge-notice')
    const sent = rows.filter((each) => each.state === 'sent')
    assert.deepEqual([rows.length, sent.length, new Set(shown()).size], [7, 5, 5])
    await stage.goTo(plus(stage.term.end, -29), '09:05', 2)
    assert.deepEqual(
      (await stage.deliveries('charge-notice')).map((each) => each.state),
      rows.map(() => 'sent'),
    )
    assert.equal(new Set(shown()).size, 7)
  })

  it('S16: kept as proof is what a notice said, in its own words: no name of a colleague outlives them', async () => {
    const stage = await wideStage()
    const colleague = stage.person({ id: 'admin-two', name: 'Admin Two' })
    await colleague.install()
    const known = await stage.store.people.known('tenant-one', 'admin-two')
    const gold = await stage.store.subscriptions.get('gold-one')
    assert.ok(known && gold)
    await stage.store.people.save(known, { ...known, role: 'admin', standing: 'member' })
    await stage.store.subscriptions.save(gold, turnOffAutoRenew(gold, 'p1', stored(stage.clock.now())))
    await stage.goTo(plus(stage.term.end, -32), '09:05', 1)
    await stage.buyer.press('Hand to a colleague')
    await stage.buyer.press('1. Admin Two')
    await stage.goTo(plus(stage.term.end, -29), '09:05', 2)
    assert.match(textOf(colleague.all()), /Purchaser One asked you to take care of this renewal/)
    const rows = await stage.deliveries()
    assert.doesNotMatch(JSON.stringify(rows), /Purchaser One|Admin Two/)
    for (const { kind, said, subscriptionId } of rows) {
      const named = said?.text.match(/Area \w+|Action Pack/g)
      const own = { ...(await stage.store.subscriptions.get(subscriptionId)) }.area || 'Action Pack'
      assert.deepEqual(
        named?.map((each) => each.replace('Area ', '').toLowerCase()),
        kind === 'charge-notice' ? [own.toLowerCase()] : undefined,
      )
    }
  })

  it('S19: the last notice said that nothing will be charged → nothing is, though it was earned again meanwhile', async () => {
    const catalogue = readCatalogue()
    const stage = await boughtStage({ catalogue })
    const offer = catalogue.offers.find((each) => each.id === 'action-pack')
    assert.ok(offer)
    offer.requirements = [{ id: 'exam', text: { en: 'Exam', 'zh-TW': '考試' } }]
    await stage.goTo(plus(stage.term.end, -7), '09:05', 2)
    assert.match(textOf(stage.buyer.all()), /It will not renew on November 23, 2027, and nothing will be charged/)
    offer.requirements = []
    for (const day of [0, 3, 7]) await stage.goTo(plus(stage.term.end, day))
    assert.equal((await stage.charges()).length, 1)
    assert.deepEqual(
      (await stage.deliveries('not-renewed')).map((each) => each.because),
      ['nothing-noticed'],
    )
  })
})

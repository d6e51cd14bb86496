import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { readCatalogue } from '../../../store/read-catalogue.ts'
import { textOf } from '../../support/conversation.ts'
import { heldSubscription } from '../../support/held.ts'
import { boughtStage } from '../../support/renewal-stage.ts'

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
})

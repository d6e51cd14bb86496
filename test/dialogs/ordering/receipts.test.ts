import assert from 'node:assert/strict'
import { openStage, type Stage, textOf } from '../../support/conversation.ts'
import { reviewStage } from '../../support/review-stage.ts'

const WORDS = {
  en: { list: 'receipts', open: 'Open printable receipt' },
  'zh-TW': { list: '收據', open: '開啟可列印的收據' },
}

async function bought(locale: 'en' | 'zh-TW') {
  const { stage, person } = await reviewStage({ locale })
  await person.press('purchase')
  return { stage, person }
}

const orderOf = async (stage: Stage) => (await stage.store.orders.withReceipt('tenant-one', 0, 1))[0]

/** An older one, so that there is a list to choose from. */
async function another(stage: Stage): Promise<void> {
  const first = await orderOf(stage)
  assert.ok(first?.receipt)
  const receipt = { number: 'RC-2611-OLDER', at: '2026-11-01T08:00:00.000Z' }
  await stage.store.orders.insert({ ...first, _id: `${first._id}-older`, number: 'PO-2611-OLDER', receipt })
}

for (const locale of ['en', 'zh-TW'] as const) {
  describe(`receipts, ${locale}`, () => {
    it('are listed; one is shown with its link, by typing and by pressing', async () => {
      const { stage, person } = await bought(locale)
      const order = await orderOf(stage)
      await another(stage)
      assert.match(textOf(await person.say(WORDS[locale].list)), new RegExp(`1\\. ${order?.receipt?.number}`))
      const typed = textOf(await person.say('1'))
      assert.ok(typed.includes(`"title":"${WORDS[locale].open}"`))
      assert.match(typed, /"url":"http:\/\/127\.0\.0\.1:3978\/receipt\?t=[\w-]+\.[\w-]+"/)
      assert.match(typed, /USD 475\.00/)
      await person.press('command', { command: 'receipts' })
      assert.ok(textOf(await person.press('pick', { pick: order?._id })).includes('/receipt?t='))
    })

    it('are opened at once where there is one alone', async () => {
      const { stage, person } = await bought(locale)
      const said = textOf(await person.say(WORDS[locale].list))
      assert.ok(said.includes((await orderOf(stage))?.receipt?.number ?? '?'))
      assert.match(said, /\/receipt\?t=/)
    })

    it('are not there before anything was paid', async () => {
      const stage = await openStage()
      const person = stage.person({ locale })
      await person.say('join')
      await person.say('Partner One, US, Asia/Taipei')
      assert.match(textOf(await person.say(WORDS[locale].list)), locale === 'en' ? /no receipts yet/ : /目前沒有收據/)
    })
  })
}

describe('receipts', () => {
  for (const [locale, day] of [
    ['en', 'November 24, 2026'],
    ['zh-TW', '2026 年 11 月 24 日'],
  ] as const)
    it(`of one payment, card, list, receipt shown again and printed page say the same (${locale})`, async () => {
      // In Taipei it is the next day already.
      const { stage, person } = await reviewStage({ locale }, { at: '2026-11-23T17:30:00Z' })
      const card = textOf(await person.press('purchase'))
      const order = await orderOf(stage)
      assert.ok(order?.receipt)
      await another(stage)
      const list = textOf(await person.say(WORDS[locale].list))
      const again = textOf(await person.say('1'))
      const [route] = stage.pages
      const query = new URL(stage.services.receiptLink({ orderId: order._id, partnerId: 'tenant-one', locale }))
        .searchParams
      const headers = { 'sec-fetch-mode': 'navigate' }
      const ask = { method: 'GET', path: '/receipt', query, headers, body: Buffer.alloc(0), remote: '' } as const
      const page = String((await route?.handle(ask))?.body)
      for (const said of [card, list, again, page])
        for (const each of [order.receipt.number, 'USD 475.00', day, locale === 'en' ? 'Action Pack' : '行動套件'])
          assert.ok(said.includes(each), `${each} is not in ${said}`)
      for (const said of [card, again, page]) assert.ok(said.includes(order.number))
    })

  it('are the company’s: every colleague gets them, a guest does not', async () => {
    const { stage } = await bought('en')
    const pick = (await orderOf(stage))?._id
    await another(stage)
    const colleague = stage.person({ id: 'viewer-two', name: 'Viewer Two' })
    assert.match(textOf(await colleague.say('receipts')), /1\. RC-/)
    const old = { verb: 'pick', list: 'receipts', pick, nonce: 'old-card-of-theirs' }
    assert.match(textOf(await colleague.execute(old)), /receipt\?t=/)
    const viewer = await stage.store.people.known('tenant-one', 'viewer-two')
    assert.ok(viewer)
    await stage.store.people.save(viewer, { ...viewer, standing: 'guest' })
    assert.match(textOf(await colleague.say('receipts')), /[Gg]uest/)
    assert.doesNotMatch(textOf(await colleague.execute({ ...old, nonce: 'once-more-please' })), /receipt\?t=/)
  })

  it('page over five, the newest first', async () => {
    const { stage, person } = await bought('en')
    const first = await orderOf(stage)
    assert.ok(first?.receipt)
    for (let i = 1; i <= 6; i++) {
      const receipt = { number: `RC-2611-${i}`, at: `2026-11-24T08:00:0${i}.000Z` }
      await stage.store.orders.insert({ ...first, _id: `${first._id}${i}`, number: `PO-2611-${i}`, receipt })
    }
    assert.match(textOf(await person.say('receipts')), /1\. RC-2611-6[\s\S]*5\. RC-2611-2/)
    assert.match(textOf(await person.say('next page')), /6\. RC-2611-1/)
    assert.match(textOf(await person.say('7')), new RegExp(`Receipt ${first.receipt.number}`))
  })
})

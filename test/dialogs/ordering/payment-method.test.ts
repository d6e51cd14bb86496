import assert from 'node:assert/strict'
import { sandboxCard } from '../../../bot/payments/sandbox/cards.ts'
import { type Stage, textOf } from '../../support/conversation.ts'
import { reviewStage } from '../../support/review-stage.ts'

const WORDS = {
  en: { command: 'payment method', change: 'change', done: 'done', now: /is now: Mastercard ending in 4444/ },
  'zh-TW': { command: '付款方式', change: '變更', done: '完成', now: /付款方式現在是：Mastercard（末四碼 4444/ },
} as const

async function bought(locale: 'en' | 'zh-TW' = 'en') {
  const { stage, person: admin } = await reviewStage({ locale })
  await admin.press('purchase')
  return { stage, admin }
}

/** Enters a card on the page that a link leads to, without our hearing of it from the gateway. */
async function enter(stage: Stage, url: string, expires = '2031-01') {
  const session = await stage.payments.sessions.find(new URL(url).searchParams.get('session') ?? '')
  const card = sandboxCard('mastercard')
  assert.ok(session && card)
  await stage.payments.sessions.add(session, card, expires)
}

function pageIn(said: string): string {
  const [, url = ''] = /"url":"([^"]*\/sandbox\/pay\/[^"]*)"/.exec(said) ?? []
  assert.ok(url, said.slice(0, 300))
  return url
}

for (const locale of ['en', 'zh-TW'] as const) {
  const words = WORDS[locale]

  describe(`payment method, ${locale}`, () => {
    it('shows brand, last four and expiry; an admin changes it on the hosted page, and it is told', async () => {
      const { stage, admin } = await bought(locale)
      const shown = textOf(await admin.say(words.command))
      assert.match(shown, /4242/)
      assert.match(shown, locale === 'en' ? /12\/2030/ : /2030\/12/)
      const url = pageIn(textOf(await admin.say(words.change)))
      const before = admin.all().length
      await enter(stage, url)
      await stage.payments.idle()
      assert.match(textOf(admin.all().slice(before)), words.now)
      assert.equal((await stage.store.partners.get('tenant-one'))?.method?.last4, '4444')
    })

    it('“done” finds it too, also from an old card', async () => {
      const { stage, admin } = await bought(locale)
      await admin.say(words.command)
      const url = pageIn(textOf(await admin.press('replace-method')))
      assert.match(
        textOf(await admin.say(words.done)),
        locale === 'en' ? /No payment method has been added/ : /尚未新增/,
      )
      await admin.say('help')
      await admin.say('receipts')
      await enter(stage, url)
      assert.match(textOf(await admin.press('method-replaced')), words.now)
      assert.equal((await stage.store.partners.get('tenant-one'))?.method?.last4, '4444')
    })
  })
}

describe('payment method', () => {
  it('is the admin’s: a purchaser is told so, and an old card changes nothing', async () => {
    const { stage, admin } = await bought()
    await admin.say('payment method')
    const { data } = admin.find('replace-method')
    const purchaser = stage.person({ id: 'purchaser-two', name: 'Purchaser Two' })
    await purchaser.install()
    await admin.say('people')
    await admin.say('2')
    await admin.say('purchaser')
    assert.match(textOf(await purchaser.say('payment method')), /Only an admin/)
    assert.doesNotMatch(textOf(await purchaser.execute(data)), /sandbox\/pay/)
  })

  it('rights are read again: who stopped being admin while the page was open changes nothing', async () => {
    const { stage, admin } = await bought()
    const other = stage.person({ id: 'admin-two', name: 'Admin Two' })
    await other.install()
    await admin.say('people')
    await admin.say('2')
    await admin.say('admin')
    await other.say('payment method')
    const url = pageIn(textOf(await other.say('change')))
    await admin.say('people')
    await admin.say('2')
    await admin.say('viewer')
    await enter(stage, url)
    await stage.payments.idle()
    assert.equal((await stage.store.partners.get('tenant-one'))?.method?.last4, '4242')
  })

  it('a late second word about an older page does not bring the older card back', async () => {
    const { stage, admin } = await bought()
    await admin.say('payment method')
    const first = pageIn(textOf(await admin.say('change')))
    await enter(stage, first)
    await stage.payments.idle()
    const [page] = [new URL(first).searchParams.get('session') ?? '']
    const partner = await stage.store.partners.get('tenant-one')
    assert.ok(partner?.method)
    await stage.store.partners.save(partner, {
      ...partner,
      method: { ...partner.method, id: 'pm-newer', last4: '0005' },
    })
    await stage.onPaymentEvent({ id: 'evt-late', kind: 'method', sessionId: page })
    assert.equal((await stage.store.partners.get('tenant-one'))?.method?.last4, '0005')
  })

  it('every change stands in the audit log once', async () => {
    const { stage, admin } = await bought()
    await admin.say('payment method')
    await enter(stage, pageIn(textOf(await admin.say('change'))))
    await stage.payments.idle()
    await admin.say('done')
    const lines = (await stage.store.audits.ofPartner('tenant-one', 20)).filter(
      (each) => each.what === 'payment-method-added',
    )
    assert.deepEqual(lines.map((each) => each.facts?.last4).toSorted(), ['4242', '4444'])
  })

  it('warns when the card expires before the next charge', async () => {
    const { stage, admin } = await bought()
    assert.doesNotMatch(textOf(await admin.say('payment method')), /expires before/)
    await enter(stage, pageIn(textOf(await admin.say('change'))), '2027-10')
    await stage.payments.idle()
    const said = textOf(await admin.say('payment method'))
    assert.match(said, /It expires before the next charge: Action Pack renews on November 23, 2027/)
    assert.match(
      textOf(await admin.say('purchased offers')) + textOf(await admin.say('1')),
      /expires before the next charge/,
    )
  })
})

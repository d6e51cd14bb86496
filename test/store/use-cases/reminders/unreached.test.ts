import assert from 'node:assert/strict'
import type { Sent } from '../../../../bot/teams/outcome.ts'
import { stored } from '../../../../store/values/time.ts'
import { textOf } from '../../../support/conversation.ts'
import { begun, type Options, plus } from '../../../support/unreached-stage.ts'

type Post = NonNullable<Options['post']>

const isDesk: (to: Parameters<Post>[0]) => boolean = (to) => to.conversation?.id?.startsWith('19:') === true
/** What we start is sent to the desk; of what goes to people, this becomes. */
const toPeople =
  (became: Sent): Post =>
  async (to) =>
    isDesk(to) ? { outcome: 'sent' } : became

const OFF = {
  'en-US': [
    /1 · Partner One/,
    /Help with a subscription/,
    /Nobody was told: no purchaser or admin of the company can be reached in chat\./,
    /Subscription: Action Pack\nTerm ends: November 23, 2027\nAuto-renew: Off\n/,
    /Unless it is renewed, benefits stop on December 23, 2027\./,
    /What helps: Somebody there installs this app in Teams or says hello to it/,
    /The bot opened the request/,
  ],
  'zh-TW': [
    /1 · Partner One/,
    /訂閱的協助/,
    /尚未告知任何人：目前無法在聊天中聯絡到該公司的任何購買者或管理員。/,
    /訂閱：行動套件\n期間結束：2027 年 11 月 23 日\n自動續約：已關閉\n/,
    /如未續約，權益將於 2027 年 12 月 23 日停止。/,
    /協助方式：請該公司的人員在 Teams 安裝此應用程式，或向它打聲招呼/,
    /聊天機器人開立了支援要求/,
  ],
}
const ON = {
  'en-US': [
    /Auto-renew: On/,
    /USD 475\.00 is to be charged on November 23, 2027\./,
    /No notice was delivered, so it is never more than what was paid last\./,
  ],
  'zh-TW': [
    /自動續約：已開啟/,
    /2027 年 11 月 23 日將扣款 USD 475\.00。/,
    /由於沒有通知送達，扣款不會超過上次支付的金額。/,
  ],
}

describe('a term of which nobody at the partner was told', () => {
  for (const locale of ['en-US', 'zh-TW'] as const) {
    it(`S16, S25: the desk has a ticket that says what, until when and what helps, and names nobody, in ${locale}`, async () => {
      const stage = await begun({ locale })
      await stage.leave()
      await stage.through(-62, -60)
      for (const says of OFF[locale]) assert.match(stage.card(), says)
      assert.doesNotMatch(stage.card(), /Purchaser One/)
      const { subscriptionId, openCancellation, followers } = await stage.ticket()
      assert.deepEqual([subscriptionId, openCancellation, followers], [undefined, undefined, []])
    })

    it(`S16, S19, S25: auto-renew on → what is to be charged, and that no notice was delivered, in ${locale}`, async () => {
      const stage = await begun({ locale, autoRenew: true })
      await stage.leave()
      await stage.through(-33, -30)
      for (const says of ON[locale]) assert.match(stage.card(), says)
      assert.doesNotMatch(stage.card(), /4242|Visa/)
    })
  }

  it('S16, S25: an English desk reads it in English, the company’s admin in Chinese', async () => {
    const stage = await begun({ locale: 'zh-TW', deskLocale: 'en-US', autoRenew: true })
    await stage.leave()
    await stage.through(-33, -29)
    assert.doesNotMatch(stage.card(), /\p{Script=Han}/u)
    await stage.buyer.say('支援要求')
    assert.match(textOf(stage.buyer.all().slice(-1)), /2027 年 11 月 23 日將扣款 USD 475\.00/)
  })

  it('S16: one ticket a term, whatever else nobody is told: each thing is a line of it, in the desk’s language', async () => {
    const stage = await begun({ autoRenew: true })
    await stage.leave()
    stage.payments.faults.nextCharge = 'decline'
    for (const day of [-33, -32, -31, -8, -7, -6]) await stage.through(day, day)
    for (const day of [0, 1, 3, 4, 7, 8, 29, 30, 31]) {
      stage.payments.faults.nextCharge = 'decline'
      await stage.goTo(plus(stage.term.end, day))
      await stage.through(day, day)
    }
    assert.deepEqual((await stage.ticket()).happened, [
      'opened',
      'missed charge-notice',
      ...Array.from({ length: 4 }, () => 'missed declined'),
      'missed expired',
    ])
    assert.match(
      stage.card(),
      /Nobody could be told: the payment was declined\..*Nobody could be told: it has expired\./,
    )
  })

  for (const [locale, told, missed] of [
    [
      'en-US',
      /is about: Nobody was told[^\n]* The payment didn’t go through\./,
      /told: the payment didn’t go through\./,
    ],
    ['zh-TW', /事由：尚未告知任何人[^\n]*付款未完成。/, /未能告知任何人：付款未完成。/],
  ] as const)
    it(`F52, S16: a payment that never reached the bank is not called declined by it at the desk either, in ${locale}`, async () => {
      for (const [gone, says] of [
        [-29, told],
        [-33, missed],
      ] as const) {
        const stage = await begun({ locale, autoRenew: true })
        if (gone > -33) await stage.through(-33, gone)
        await stage.leave()
        await stage.through(gone, -29)
        stage.payments.faults.nextCharge = 'lost_not_taken'
        await stage.goTo(stage.term.end)
        stage.clock.advance(60_000)
        await stage.payments.catchUp()
        await stage.through(0, 1)
        assert.match(stage.card(), says)
        assert.doesNotMatch(stage.card(), /declined|遭拒/)
      }
    })

  it('S16: opened late, it says how it stands by then', async () => {
    const stage = await begun()
    await stage.goTo(plus(stage.term.end, -90))
    await stage.leave()
    await stage.goTo(plus(stage.term.end, 2), '09:05', 6)
    assert.match(stage.card(), /Auto-renew: Off\n.*The term is over\. Unless/)
    const expired = await begun()
    await expired.goTo(plus(expired.term.end, 30), '00:01', 1)
    await expired.leave()
    await expired.through(30, 32)
    assert.match(expired.card(), /It has expired and its benefits have stopped/)
  })

  it('S16, S19: nothing can be charged → the ticket says why and what lapses', async () => {
    const stage = await begun({ autoRenew: true })
    const partner = await stage.store.partners.get('tenant-one')
    assert.ok(partner)
    const { method: _method, ...without } = partner
    await stage.store.partners.save(partner, without)
    await stage.leave()
    await stage.through(-33, -30)
    assert.match(
      stage.card(),
      /Nothing can be charged: no payment method is on file\. .*benefits stop on December 23, 2027/,
    )
    await stage.goTo(stage.term.end)
    await stage.through(0, 1)
    assert.match(stage.card(), /Nobody could be told: it was not renewed\./)
  })

  it('S16: where only an admin can be reached, who isn’t the purchaser, the admin is told and the desk isn’t', async () => {
    const stage = await begun()
    const admin = stage.person({ id: 'admin-two', name: 'Admin Two' })
    await admin.say('help')
    const known = await stage.store.people.known('tenant-one', 'admin-two')
    const buyer = await stage.store.people.known('tenant-one', 'purchaser-one')
    assert.ok(known && buyer)
    await stage.store.people.save(known, { ...known, role: 'admin', standing: 'member' })
    await stage.store.people.save(buyer, { ...buyer, role: 'purchaser' })
    await stage.leave()
    const before = admin.all().length
    await stage.through(-62, 1)
    const told = textOf(admin.all().slice(before))
    assert.match(told, /Reminder: Action Pack/)
    assert.equal((await stage.deliveries('reminder')).filter((each) => each.state === 'sent').length, 5 + 1)
    assert.deepEqual(await stage.tickets(), [])
  })

  it('S16: where nobody is left who may buy, the desk hears of it all the same', async () => {
    const stage = await begun()
    const buyer = await stage.store.people.known('tenant-one', 'purchaser-one')
    assert.ok(buyer)
    await stage.store.people.save(buyer, { ...buyer, standing: 'guest' })
    await stage.through(-62, -59)
    assert.deepEqual((await stage.ticket()).happened, ['opened'])
  })
})

describe('messages that nobody got', () => {
  const FAILED: [Sent, what: string][] = [
    [{ outcome: 'unknown', detail: '500' }, 'may have arrived'],
    [{ outcome: 'failed', detail: '400' }, 'failed'],
    [{ outcome: 'too-big', detail: '413' }, 'failed'],
  ]
  for (const [became, what] of FAILED)
    it(`S16, S19: no charge notice has surely arrived (${became.detail}: ${what}) → a ticket, after the last one`, async () => {
      const stage = await begun({ autoRenew: true, options: { post: toPeople(became) } })
      await stage.through(-33, -29)
      assert.deepEqual(await stage.tickets(), [], 'the next notice may still arrive')
      await stage.through(-8, -6)
      assert.deepEqual((await stage.ticket()).happened, ['opened'])
      assert.match(stage.card(), /somebody at the company can be reached in chat, but no message has surely arrived/)
      assert.match(stage.card(), /What helps: Reply here/)
    })

  it('S16, S19, F50: nobody knows whether the last notice was sent → a ticket', async () => {
    const stage = await begun({ autoRenew: true })
    await stage.goTo(plus(stage.term.end, -8), '09:05', 1)
    const subscription = await stage.held()
    const buyer = await stage.store.people.known('tenant-one', 'purchaser-one')
    const at = stored(stage.clock.now())
    await stage.store.deliveries.insert({
      ...{ _id: `remind:${subscription?._id}:1:7:${buyer?._id}`, version: 1, run: 'r', kind: 'charge-notice', step: 7 },
      ...{ partnerId: 'tenant-one', personId: buyer?._id ?? '', subscriptionId: subscription?._id ?? '', term: 1 },
      ...{ state: 'sending', plannedAt: at, dueAt: at, tries: 1, lease: { token: 't', until: at } },
    })
    await stage.goTo(plus(stage.term.end, -8), '09:30')
    assert.deepEqual((await stage.ticket()).happened, ['opened'])
  })

  it('S19: one notice has arrived → none', async () => {
    let days = 0
    const post: Post = async () => (days++ ? { outcome: 'failed', detail: '400' } : { outcome: 'sent' })
    const stage = await begun({
      autoRenew: true,
      options: { post: async (to, what) => (isDesk(to) ? { outcome: 'sent' } : post(to, what)) },
    })
    await stage.through(-33, -1)
    assert.deepEqual((await stage.deliveries('charge-notice')).map((each) => each.state).toSorted(), ['failed', 'sent'])
    assert.deepEqual(await stage.tickets(), [])
  })

  it('S16, F46: blocked by the only one there → a ticket at once', async () => {
    const stage = await begun({ options: { post: toPeople({ outcome: 'blocked', detail: '403' }) } })
    await stage.through(-62, -60)
    assert.match(stage.card(), /no purchaser or admin of the company can be reached/)
  })
})

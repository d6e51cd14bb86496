import assert from 'node:assert/strict'
import { openStage, textOf } from '../../support/conversation.ts'
import { reviewStage } from '../../support/review-stage.ts'

/** A turn: what the person does, and what the bot's answer must hold. */
type Turn = [does: 'press' | 'say' | 'submit' | 'card', what: string, answers: RegExp, inputs?: Record<string, string>]

const JOIN_EN = { company: 'Partner One', country: 'US', zone: 'America/Los_Angeles' }
const JOIN_ZH = { company: '合作夥伴一', country: 'TW', zone: 'Asia/Taipei' }

const WALKS: Record<string, { locale: string; turns: Turn[] }> = {
  'in English, by buttons': {
    locale: 'en-US',
    turns: [
      ['press', 'Join', /Joining is free/],
      ['press', 'Agree and join', /Partner One is now a network member.*admin/s, JOIN_EN],
      ['press', 'Offers', /Your level: Network/],
      ['press', 'Subscribe: Action Pack', /Terms and conditions.*version 2026-07/s],
      ['press', 'Agree', /Get started! Add a payment method/],
      [
        'card',
        'visa',
        /Review your order.*USD 475\.00.*next on November 23, 2027.*turn off auto-renew.*until you renew.*refund isn’t guaranteed.*saved for your company.*charged to Visa.*immediately/s,
      ],
      ['press', 'Purchase', /Your order is confirmed.*PO-2611-.*RC-2611-.*can’t be turned on again until you renew/s],
      ['press', 'Got it', /Your order is confirmed.*PO-2611-.*RC-2611-.*November 23, 2027/s],
    ],
  },
  'in zh-TW, by buttons': {
    locale: 'zh-TW',
    turns: [
      ['press', '加入', /加入免費/],
      ['press', '同意並加入', /合作夥伴一現在是網路會員/, JOIN_ZH],
      ['press', '優惠', /您目前的等級：網路/],
      ['press', '訂閱：行動套件', /條款及條件/],
      ['press', '同意', /馬上開始！新增付款方式/],
      ['card', 'visa', /檢閱您的訂單.*TWD 14,800\.00.*2027 年 11 月 23 日/s],
      ['press', '購買', /您的訂單已確認.*PO-2611-.*RC-2611-/s],
    ],
  },
  'in English, typed': {
    locale: 'en-US',
    turns: [
      ['say', 'join', /Joining is free/],
      ['say', 'Partner, Inc., United States, America/Los_Angeles', /Partner, Inc\\*\. is now a network member/],
      ['say', 'subscribe', /Which offer/],
      ['say', '1', /Terms and conditions/],
      ['say', 'agree', /Add a payment method/],
      ['say', 'done', /No payment method has been added/],
      ['card', 'mastercard', /Review your order/],
      ['say', 'Purchase', /Your order is confirmed/],
    ],
  },
  'in zh-TW, typed': {
    locale: 'zh-TW',
    turns: [
      ['say', '加入', /加入免費/],
      ['say', '合作夥伴一、台灣、Asia/Taipei', /現在是網路會員/],
      ['say', '訂閱', /請問是哪個優惠/],
      ['say', '行動套件', /條款及條件/],
      ['say', '同意', /新增付款方式/],
      ['say', '完成', /尚未新增付款方式/],
      ['card', 'visa', /檢閱您的訂單/],
      ['say', '購買', /您的訂單已確認/],
    ],
  },
  'by an older client, with Submit': {
    locale: 'en-US',
    turns: [
      ['submit', 'Join', /Joining is free/],
      ['submit', 'Agree and join', /now a network member/, JOIN_EN],
      ['submit', 'Subscribe', /Which offer/],
      ['submit', '1. Action Pack', /Terms and conditions/],
      ['submit', 'Agree', /Add a payment method/],
      ['card', 'visa', /Review your order/],
      ['submit', 'Purchase', /Your order is confirmed/],
    ],
  },
}

describe('subscribe', () => {
  for (const [name, { locale, turns }] of Object.entries(WALKS)) {
    it(`S2, S8–S11, S25: from hello to a receipt, ${name}`, async () => {
      const stage = await openStage()
      const person = stage.person({ locale, zone: locale === 'zh-TW' ? 'Asia/Taipei' : 'America/Los_Angeles' })
      await person.install()
      for (const [does, what, answers, inputs] of turns) {
        const before = person.all().length
        if (does === 'card') await person.addCard(what)
        else await person[does](what, inputs)
        assert.match(textOf(person.all().slice(before)), answers, `${does} ${what}`)
      }
      const [subscription] = await stage.store.subscriptions.ofPartner('tenant-one')
      assert.equal(subscription?.state, 'active')
      assert.equal(subscription?.autoRenew, true)
      assert.equal(subscription?.term?.start, '2026-11-23')
      assert.equal(subscription?.term?.end, '2027-11-23')
    })
  }

  it('S8: who agreed, when, to which version and in which language is kept; declining keeps nothing', async () => {
    const { stage } = await reviewStage({ locale: 'zh-TW' })
    const me = (await stage.store.people.known('tenant-one', 'purchaser-one'))?._id ?? ''
    const agreed = (await stage.store.orders.openOf('tenant-one', me))?.terms
    const kept = agreed && [agreed.version, agreed.locale, agreed.by, agreed.agreedAt]
    assert.deepEqual(kept, ['2026-07', 'zh-TW', me, '2026-11-23T08:00:00.000Z'])

    const other = stage.person({ tenant: 'tenant-two', id: 'purchaser-two' })
    await other.say('join')
    await other.say('Partner Two, US, UTC')
    await other.say('subscribe')
    await other.say('1')
    assert.match(textOf(await other.press('Decline')), /You declined. Nothing was kept/)
    const them = (await stage.store.people.known('tenant-two', 'purchaser-two'))?._id ?? ''
    assert.equal(await stage.store.orders.openOf('tenant-two', them), undefined)
  })

  it('S10: every answer can be changed from the review, and only the newest review buys', async () => {
    const { person } = await reviewStage()
    const old = person.find('Purchase').data
    assert.match(textOf(await person.press('Read terms again')), /Terms and conditions/)
    assert.match(textOf(await person.press('Agree')), /Review your order/)
    assert.match(textOf(await person.press('Change offer')), /Which offer/)
    assert.match(textOf(await person.press('1. Action Pack')), /Review your order/)
    assert.match(textOf(await person.execute(old)), /This review is out of date/, 'its card was used for a change')
    const unused = person.find('Purchase').data
    await person.say('stop')
    await person.say('continue')
    const said = textOf(await person.execute(unused))
    assert.match(
      said,
      /This review is out of date.*Something has changed since the last review|Something has changed.*out of date/s,
    )
    assert.doesNotMatch(said, /confirmed/)
    assert.match(textOf(await person.press('Purchase')), /Your order is confirmed/)
  })

  it('F27, S12: a review of yesterday does not buy: its dates are no longer true', async () => {
    const { stage, person } = await reviewStage({ zone: 'Asia/Taipei' }, { at: '2026-11-23T15:59:00Z' })
    stage.clock.advance(2 * 60_000)
    const said = textOf(await person.press('Purchase'))
    assert.match(said, /Something has changed since the last review/)
    assert.match(said, /November 24, 2027/)
  })

  it('an unfinished order keeps 24 hours for “continue”, then expires', async () => {
    const { stage, person } = await reviewStage()
    assert.match(textOf(await person.say('stop')), /kept for 24 hours/)
    stage.clock.advance(23 * 3_600_000)
    await stage.runDue()
    assert.match(textOf(await person.say('continue')), /Review your order/)
    await person.say('stop')
    stage.clock.advance(2 * 3_600_000)
    await stage.runDue()
    assert.match(textOf(await person.say('continue')), /no unfinished order/)
  })

  it('help, language and offers in the middle come back to the step, in the language of that moment', async () => {
    const { person } = await reviewStage()
    for (const word of ['help', 'offers']) assert.match(textOf(await person.say(word)), /Review your order/)
    await person.say('language')
    assert.match(textOf(await person.press('繁體中文')), /檢閱您的訂單/)
    assert.match(textOf(await person.say('購買')), /您的訂單已確認/)
  })

  it('no sentence buys: only the exact word at an open review does', async () => {
    const { stage, person } = await reviewStage()
    for (const words of ['please purchase it now', 'buy', 'yes', 'ok purchase', '我要購買', 'Purchase it'])
      assert.doesNotMatch(textOf(await person.say(words)), /is confirmed|已確認/, words)
    await person.say('stop')
    assert.match(textOf(await person.say('Purchase')), /no order review open, so nothing was bought/)
    assert.deepEqual(await stage.store.subscriptions.ofPartner('tenant-one'), [])
  })

  it('S2: a non-member gets the reason and the way to join; a viewer is told who can grant more', async () => {
    const stage = await openStage()
    const stranger = stage.person()
    assert.match(textOf(await stranger.say('subscribe')), /Only members.*join/)
    await stranger.toReview()
    const viewer = stage.person({ id: 'viewer-one', name: 'Viewer One', locale: 'zh-TW' })
    assert.match(textOf(await viewer.say('訂閱')), /您可以查看，但不能購買。.*管理員/)
  })

  it('S4: unmet requirements → checklist, no Purchase; met ones → it can be bought', async () => {
    const { stage, person } = await reviewStage()
    await person.say('stop')
    await person.say('offers')
    await person.press('Get Silver competency')
    const said = textOf(await person.press('4. Security'))
    assert.match(said, /Not met yet.*2 certified people/s)
    assert.doesNotMatch(said, /Purchase/)
    for (const requirementId of ['certified-people', 'customer-references'])
      await stage.store.evidences.record({
        ...{ partnerId: 'tenant-one', offerId: 'silver', area: 'security', requirementId },
        ...{ by: 'import', recordedAt: '2026-11-23T08:00:00.000Z' },
      })
    await person.say('offers')
    await person.press('Get Silver competency')
    assert.match(textOf(await person.press('4. Security')), /Terms and conditions/)
  })

  it('F60: a card number typed in the chat is warned about and kept nowhere', async () => {
    const { person } = await reviewStage()
    const number = ['4242', '4242', '4242', '4242']
    for (const typed of [number.join(' '), number.join(''), number.join('-'), '４２４２ ４２４２ ４２４２ ４２４２'])
      assert.match(
        textOf(await person.say(`my card is ${typed}`)),
        /looks like a card number. I have not kept it\. Please delete your message/,
      )
    assert.match(textOf(await person.say('Purchase')), /confirmed/, 'the step is still open')
  })

  it('F35: what is no answer is asked again, then help is offered; the step stays open', async () => {
    const { person } = await reviewStage()
    const junk = ['qwrtzp', '🙂'.repeat(500), '   ', 'x'.repeat(100_000), '\u202Eabc\u200b']
    const said = []
    for (const each of junk) said.push(textOf(await person.say(each)))
    assert.match(said[0] ?? '', /isn’t an answer I can use here/)
    assert.match(said.at(-1) ?? '', /Type “help” for help, or “stop” to leave/i)
    assert.match(textOf(await person.say('Purchase')), /confirmed/)
  })
})

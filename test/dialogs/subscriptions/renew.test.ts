import assert from 'node:assert/strict'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import { buttonsOf, colleague, saidBy } from '../../support/colleague.ts'
import { textOf } from '../../support/conversation.ts'
import { boughtStage, chargesIn } from '../../support/renewal-stage.ts'

const DAY = 86_400_000
/** From the purchase on 23 November 2026 into the window before 23 November 2027. */
const TO_WINDOW = 300 * DAY

const WORDS = {
  en: {
    ...{ offers: 'purchased offers', renew: 'Renew subscription', next: 'Next', agree: 'Agree', purchase: 'Purchase' },
    ...{ details: /Confirm the order details/, terms: /Terms and conditions/, method: /Payment details/ },
    ...{ review: /Review your renewal/, goesOn: /Auto-renew will be on/, confirmed: /Your order is confirmed/ },
    ...{ start: 'November 23, 2027', end: 'November 23, 2028', price: 'USD 475.00' },
  },
  'zh-TW': {
    ...{ offers: '已購買的優惠', renew: '續約訂閱', next: '下一步', agree: '同意', purchase: '購買' },
    ...{ details: /確認訂單詳細資料/, terms: /條款及條件/, method: /付款詳細資料/ },
    ...{ review: /檢閱您的續約/, goesOn: /自動續約將開啟/, confirmed: /您的訂單已確認/ },
    ...{ start: '2027 年 11 月 23 日', end: '2028 年 11 月 23 日', price: 'USD 475.00' },
  },
}

describe('renew', () => {
  for (const locale of ['en', 'zh-TW'] as const) {
    const words = WORDS[locale]

    it(`S15, S17: the nine steps in their order, in ${locale}`, async () => {
      const stage = await boughtStage()
      const person = await colleague(stage, 'purchaser', { locale })
      stage.clock.advance(TO_WINDOW)
      await person.say(words.offers)
      assert.ok(buttonsOf(person).includes(words.renew), '1: details, Actions, Renew subscription')
      await person.press(words.renew)
      assert.match(saidBy(person), words.details, '2: order details are confirmed')
      for (const each of [words.start, words.end, words.price]) assert.ok(saidBy(person).includes(each), each)
      await person.press(words.next)
      assert.match(saidBy(person), words.terms, '3: terms')
      await person.press(words.agree)
      assert.match(saidBy(person), words.method, '4–6: the payment method on file')
      await person.press(words.next)
      assert.match(saidBy(person), words.review, '7: review')
      for (const each of [words.start, words.end, words.price]) assert.ok(saidBy(person).includes(each), each)
      assert.match(saidBy(person), words.goesOn, 'S15 is said before Purchase')
      assert.equal((await stage.charges()).length, 1, 'nothing has been charged for it yet')
      await person.press(words.purchase)
      assert.match(saidBy(person), words.confirmed, '8–9: Purchase, confirmed')
      const subscription = await stage.held()
      assert.deepEqual(
        [subscription?.term?.start, subscription?.term?.end, subscription?.autoRenew],
        ['2027-11-23', '2028-11-23', true],
      )
      assert.equal((await stage.charges()).length, 2)
    })

    it(`S17: everything can be typed as well, in ${locale}`, async () => {
      const stage = await boughtStage()
      const person = await colleague(stage, 'purchaser', { locale })
      stage.clock.advance(TO_WINDOW)
      for (const typed of [locale === 'en' ? 'renew' : '續約', words.next, words.agree, words.next, words.purchase])
        await person.say(typed)
      assert.match(saidBy(person), words.confirmed)
      assert.equal((await stage.held())?.term?.number, 2)
    })
  }

  it('S17: without a method on file one is added on the way', async () => {
    const stage = await boughtStage()
    const partner = await stage.store.partners.get('tenant-one')
    assert.ok(partner)
    const { method: _none, ...without } = partner
    await stage.store.partners.save(partner, without)
    stage.clock.advance(TO_WINDOW)
    await stage.buyer.say('renew')
    await stage.buyer.press('Next')
    await stage.buyer.press('Agree')
    assert.match(saidBy(stage.buyer), /Get started! Add a payment method/)
    await stage.buyer.addCard('mastercard')
    assert.match(saidBy(stage.buyer), /Review your renewal[\s\S]*Mastercard/)
    await stage.buyer.press('Purchase')
    assert.equal((await stage.held())?.term?.number, 2)
  })

  it('S18: too early → the date on which it opens; that day it can be renewed', async () => {
    const stage = await boughtStage()
    await stage.buyer.say('renew')
    assert.match(saidBy(stage.buyer), /can’t be renewed now\nIt can be renewed from August 25, 2027 on/)
    stage.clock.advance(274 * DAY)
    await stage.buyer.say('renew')
    assert.match(saidBy(stage.buyer), /can’t be renewed now/, 'on 24 August it is still too early')
    stage.clock.advance(DAY)
    await stage.buyer.say('renew')
    assert.match(saidBy(stage.buyer), /Confirm the order details/)
  })

  it('S18: in grace it is renewed although the record still says active; no paid day is lost, none is free', async () => {
    const stage = await boughtStage()
    stage.clock.advance((365 + 29) * DAY)
    assert.equal((await stage.held())?.state, 'active', 'no job has run')
    for (const typed of ['renew', 'next', 'agree', 'next', 'Purchase']) await stage.buyer.say(typed)
    const subscription = await stage.held()
    assert.deepEqual(
      [subscription?.state, subscription?.term?.start, subscription?.term?.end],
      ['active', '2027-11-23', '2028-11-23'],
    )
  })

  it('S18: after grace the way back is to subscribe, and that works before any job has run', async () => {
    const stage = await boughtStage()
    stage.clock.advance((365 + 30) * DAY)
    assert.equal((await stage.held())?.state, 'active', 'no job has run')
    await stage.buyer.say('renew')
    assert.match(saidBy(stage.buyer), /grace period ended on December 23, 2027/)
    await stage.buyer.press('Subscribe again')
    for (const typed of ['agree', 'next', 'Purchase']) await stage.buyer.say(typed)
    assert.match(saidBy(stage.buyer), /Your order is confirmed/)
    const all = await stage.store.subscriptions.ofPartner('tenant-one')
    assert.deepEqual(
      all.map((each) => [each.state, each.term?.number, each.term?.start]),
      [
        ['active', 1, '2027-12-23'],
        ['expired', 1, '2026-11-23'],
      ],
    )
    const lines = (await stage.store.audits.ofPartner('tenant-one', 50)).map((each) => each.what)
    assert.ok(lines.includes('grace-began') && lines.includes('expired'))
  })

  it('S17: the price is today’s, and a price that changes after the review asks for a fresh one', async () => {
    const catalogue = readCatalogue()
    const stage = await boughtStage({ catalogue })
    const offer = catalogue.offers.find((each) => each.id === 'action-pack')
    assert.ok(offer)
    stage.clock.advance(TO_WINDOW)
    offer.prices.USD = 50_000
    for (const typed of ['renew', 'next', 'agree', 'next']) await stage.buyer.say(typed)
    assert.match(saidBy(stage.buyer), /USD 500\.00/)
    offer.prices.USD = 55_000
    await stage.buyer.press('Purchase')
    assert.match(saidBy(stage.buyer), /Something has changed[\s\S]*USD 550\.00/)
    assert.equal((await stage.charges()).length, 1)
    await stage.buyer.press('Purchase')
    assert.equal((await stage.charges())[1]?.ask.money.amount, 55_000)
  })

  it('a declined payment can be tried again with another card: one term, one charge', async () => {
    const stage = await boughtStage()
    stage.clock.advance(TO_WINDOW)
    for (const typed of ['renew', 'next', 'agree', 'next']) await stage.buyer.say(typed)
    stage.payments.faults.nextCharge = 'decline'
    await stage.buyer.press('Purchase')
    assert.match(saidBy(stage.buyer), /The payment was declined/)
    assert.equal((await stage.held())?.term?.number, 1)
    await stage.buyer.press('Change payment')
    await stage.buyer.addCard('mastercard')
    await stage.buyer.press('Purchase')
    assert.match(saidBy(stage.buyer), /Your order is confirmed/)
    assert.equal((await stage.held())?.term?.number, 2)
    const taken = (await stage.charges()).filter((each) => each.state === 'succeeded')
    assert.equal(taken.length, 2)
  })

  it('a colleague who may buy renews for the company what somebody else had begun, left or let expire', async () => {
    const stage = await boughtStage()
    stage.clock.advance(TO_WINDOW)
    for (const typed of ['renew', 'next', 'agree', 'next']) await stage.buyer.say(typed)
    const purchaser = await colleague(stage, 'purchaser')
    for (const typed of ['renew', 'next', 'agree', 'next', 'Purchase']) await purchaser.say(typed)
    assert.match(saidBy(purchaser), /Your order is confirmed/)
    const said = textOf(await stage.buyer.press('Purchase'))
    assert.match(said, /has been renewed already, in order PO-\S+\. Nothing was charged for yours/)
    assert.equal((await stage.held())?.term?.number, 2)
    assert.equal((await chargesIn(stage)).length, 2)
  })

  it('F27, F30: an old card of order details works from the present state, in the present language', async () => {
    const stage = await boughtStage()
    stage.clock.advance(TO_WINDOW)
    await stage.buyer.say('renew')
    const old = stage.buyer.find('confirm-renewal').data
    await stage.buyer.say('stop')
    await stage.buyer.say('language')
    await stage.buyer.say('中文')
    await stage.buyer.execute({ ...old, nonce: 'nonce-of-another-card' })
    assert.match(saidBy(stage.buyer), /條款及條件/, 'it goes on although its dialog is gone')
    for (const typed of ['同意', '下一步', '購買']) await stage.buyer.say(typed)
    const answer = textOf(await stage.buyer.execute({ ...old, nonce: 'nonce-of-a-third-card' }))
    assert.match(answer, /目前無法續約/, 'the term it names has been paid')
    assert.equal((await stage.held())?.term?.number, 2)
  })

  it('S17: the offer of a renewal cannot be changed, not even by a forged card', async () => {
    const stage = await boughtStage()
    stage.clock.advance(TO_WINDOW)
    for (const typed of ['renew', 'next', 'agree', 'next']) await stage.buyer.say(typed)
    const { orderId } = stage.buyer.find('Purchase').data
    assert.ok(!buttonsOf(stage.buyer).includes('Change offer'))
    await stage.buyer.execute({ verb: 'change-answer', orderId, what: 'offer', nonce: 'nonce-of-a-forgery' })
    assert.match(saidBy(stage.buyer), /Review your renewal/)
    const order = await stage.store.orders.get(String(orderId))
    assert.deepEqual([order?.offerId, order?.kind], ['action-pack', 'renewal'])
  })

  it('asked again while it is being paid: oneself sees the order, a colleague sees its number, nobody pays twice', async () => {
    const stage = await boughtStage()
    stage.clock.advance(TO_WINDOW)
    for (const typed of ['renew', 'next', 'agree', 'next']) await stage.buyer.say(typed)
    stage.payments.faults.nextCharge = 'needs_customer'
    await stage.buyer.press('Purchase')
    await stage.buyer.say('renew')
    assert.match(saidBy(stage.buyer), /Your bank wants to hear from you/)
    const other = await colleague(stage, 'purchaser')
    await other.say('renew')
    assert.match(saidBy(other), /can’t be renewed now\nOrder PO-\S+ is paying for it right now/)
    await other.say('purchased offers')
    assert.match(saidBy(other), /Order PO-\S+ is paying for its renewal right now/)
    assert.equal((await stage.charges()).length, 2)
  })

  it('the unfinished order of a renewal is gone on with, and is not taken for a purchase', async () => {
    const stage = await boughtStage()
    stage.clock.advance(TO_WINDOW)
    for (const typed of ['renew', 'next', 'agree']) await stage.buyer.say(typed)
    await stage.buyer.say('stop')
    await stage.buyer.say('continue')
    assert.match(saidBy(stage.buyer), /^Payment details/)
    await stage.buyer.say('next')
    assert.match(saidBy(stage.buyer), /^Review your renewal/)
    await stage.buyer.say('renew')
    await stage.buyer.say('next')
    assert.match(saidBy(stage.buyer), /^Review your renewal/, 'the same order, with its answers')
    stage.clock.advance(110 * DAY)
    for (const typed of ['stop', 'subscribe', '1']) await stage.buyer.say(typed)
    assert.match(saidBy(stage.buyer), /^Terms and conditions/, 'after grace it is another order, from its first step')
  })
})

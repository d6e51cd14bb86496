import assert from 'node:assert/strict'
import { buttonsOf, colleague, saidBy } from '../../support/colleague.ts'
import { textOf } from '../../support/conversation.ts'
import { boughtStage } from '../../support/renewal-stage.ts'
import { heldSubscription } from '../../support/subscriptions.ts'

const DAY = 86_400_000

const WORDS = {
  en: {
    ...{ command: 'turn off auto-renew', confirm: 'confirm', keep: 'keep', on: 'turn on auto-renew' },
    says: [
      /The current term ends on November 23, 2027/,
      /benefits stop on December 23, 2027/,
      /can’t be turned on again until you renew/,
      /I’ll remind you/,
      /term, benefits and price stay as they are, and nothing is refunded/,
    ],
    ...{ off: /Auto-renew is off/, kept: /Auto-renew stays on/, why: /it stays off until the subscription is renewed/ },
    ...{ from: /Action Pack can be renewed from August 25, 2027 on/, now: /Action Pack can be renewed now/ },
    renew: 'Renew subscription',
  },
  'zh-TW': {
    ...{ command: '關閉自動續約', confirm: '確認', keep: '維持', on: '重新開啟自動續約' },
    says: [
      /目前期間於 2027 年 11 月 23 日結束/,
      /權益將於 30 天寬限期後（2027 年 12 月 23 日）停止/,
      /關閉後，在您續約之前無法再開啟/,
      /我會在期間結束前及寬限期內提醒您/,
      /期間、權益與價格維持不變，也不會退款/,
    ],
    ...{ off: /自動續約已關閉/, kept: /自動續約維持開啟/, why: /在續約訂閱之前會維持關閉/ },
    ...{ from: /行動套件自 2027 年 8 月 25 日起可續約/, now: /行動套件目前可續約/ },
    renew: '續約訂閱',
  },
}

describe('turn off auto-renew', () => {
  for (const locale of ['en', 'zh-TW'] as const) {
    const words = WORDS[locale]

    it(`S13: the confirm card says everything that it means, before it is done, in ${locale}`, async () => {
      const stage = await boughtStage()
      const person = await colleague(stage, 'purchaser', { locale })
      await person.say(words.command)
      for (const each of words.says) assert.match(saidBy(person), each)
      assert.equal((await stage.held())?.autoRenew, true, 'nothing is done yet')
      await person.say(words.confirm)
      assert.match(saidBy(person), words.off)
      const subscription = await stage.held()
      assert.deepEqual(
        [subscription?.autoRenew, subscription?.state, subscription?.term],
        [false, 'active', stage.term],
      )
      assert.deepEqual(
        (await stage.charges()).map((each) => each.refunds),
        [[]],
        'no refund',
      )
    })

    it(`S14: asked to turn it on again → the reason, and Renew, in ${locale}`, async () => {
      const stage = await boughtStage()
      const person = await colleague(stage, 'purchaser', { locale })
      await person.say(words.command)
      await person.press('confirm-turn-off')
      await person.say(words.on)
      assert.match(saidBy(person), words.why)
      assert.match(saidBy(person), words.from)
      stage.clock.advance(300 * DAY)
      await person.say(words.on)
      assert.match(saidBy(person), words.now)
      assert.ok(buttonsOf(person).includes(words.renew))
      await person.press(words.renew)
      assert.equal((await stage.held())?.autoRenew, false, 'only renewing turns it on')
    })

    it(`S13: within 90 days of the end it says that renewing is possible now, not from a day that is past, in ${locale}`, async () => {
      const stage = await boughtStage()
      const person = await colleague(stage, 'purchaser', { locale })
      stage.clock.advance(300 * DAY)
      for (const said of [words.command, words.confirm]) {
        await person.say(said)
        assert.match(saidBy(person), locale === 'en' ? /[Yy]ou can renew now/ : /現在就可以續約/)
        assert.doesNotMatch(saidBy(person), /August 25|8 月 25 日/)
      }
    })

    it(`S13: it can be kept on, in ${locale}`, async () => {
      const stage = await boughtStage()
      const person = await colleague(stage, 'purchaser', { locale })
      await person.say(words.command)
      assert.match(textOf(await person.say(words.keep)), words.kept)
      await person.say(words.command)
      assert.match(textOf(await person.press('keep-auto-renew')), words.kept)
      assert.equal((await stage.held())?.autoRenew, true)
    })
  }

  it('S13: also in grace, before any job has run, and while a payment is disputed', async () => {
    for (const state of ['active', 'frozen'] as const) {
      const stage = await boughtStage()
      const subscription = await stage.held()
      assert.ok(subscription)
      if (state !== subscription.state) await stage.store.subscriptions.save(subscription, { ...subscription, state })
      stage.clock.advance(370 * DAY)
      await stage.buyer.say('turn off auto-renew')
      await stage.buyer.say('confirm')
      assert.equal((await stage.held())?.autoRenew, false, state)
    }
  })

  it('S14: off already → said, with the date; who did it stays', async () => {
    const stage = await boughtStage()
    await stage.buyer.say('turn off auto-renew')
    await stage.buyer.press('confirm-turn-off')
    const before = await stage.held()
    stage.clock.advance(DAY)
    assert.match(textOf(await stage.buyer.say('turn off auto-renew')), /Auto-renew is off for everything/)
    const other = await colleague(stage, 'purchaser')
    const data = { verb: 'turn-off', subscriptionId: before?._id, nonce: 'nonce-of-the-test' }
    await other.execute(data)
    assert.match(saidBy(other), /Auto-renew is off\n/)
    assert.deepEqual(await stage.held(), before)
    const lines = (await stage.store.audits.ofPartner('tenant-one', 50)).filter(
      (each) => each.what === 'auto-renew-off',
    )
    assert.deepEqual(
      lines.map((each) => [each.by, each.at, each.facts?.ends]),
      [[before?.autoRenewOffBy, before?.autoRenewOffSince, '2027-11-23']],
    )
  })

  it('with several, it asks whose; a sentence that names one needs no question', async () => {
    const stage = await boughtStage()
    const silver = { _id: 'silver-one', offerId: 'silver', area: 'security' }
    await stage.store.subscriptions.insert(heldSubscription(silver))
    await stage.buyer.say('turn off auto-renew')
    assert.match(saidBy(stage.buyer), /^Which one\?/)
    await stage.buyer.say('silver')
    assert.match(saidBy(stage.buyer), /^Turn off auto-renew of Silver competency – Security\?/)
    await stage.buyer.say('stop')
    await stage.buyer.say('turn off auto-renew of my action pack')
    assert.match(saidBy(stage.buyer), /^Turn off auto-renew of Action Pack\?/)
    await stage.buyer.say('yes')
    assert.deepEqual(
      (await stage.store.subscriptions.heldBy('tenant-one')).map((each) => [each.offerId, each.autoRenew]).toSorted(),
      [
        ['action-pack', false],
        ['silver', true],
      ],
    )
  })

  it('a sentence that names something else is not taken for what is held: it asks', async () => {
    const stage = await boughtStage()
    await stage.buyer.say('turn off auto-renew of gold')
    assert.deepEqual(buttonsOf(stage.buyer), ['1. Action Pack'])
    stage.clock.advance(300 * DAY)
    await stage.buyer.say('renew gold')
    assert.deepEqual(buttonsOf(stage.buyer), ['1. Action Pack'])
    await stage.buyer.say('1')
    assert.match(saidBy(stage.buyer), /^Confirm the order details/)
  })

  it('F27, F61: an old confirm card after a renewal turns nothing off; it asks again with the new dates', async () => {
    const stage = await boughtStage()
    await stage.buyer.say('turn off auto-renew')
    const old = stage.buyer.find('confirm-turn-off').data
    stage.clock.advance(300 * DAY)
    for (const typed of ['renew', 'next', 'agree', 'next', 'Purchase']) await stage.buyer.say(typed)
    assert.match(textOf(await stage.buyer.execute(old)), /It has been renewed meanwhile/)
    assert.match(saidBy(stage.buyer), /The current term ends on November 23, 2028/)
    assert.equal((await stage.held())?.autoRenew, true)
    await stage.buyer.press('confirm-turn-off')
    assert.equal((await stage.held())?.autoRenew, false)
  })

  it('F28: pressed twice, the card still says how it stands', async () => {
    const stage = await boughtStage()
    await stage.buyer.say('turn off auto-renew')
    const { data } = stage.buyer.find('confirm-turn-off')
    const answers = await Promise.all([stage.buyer.execute(data), stage.buyer.execute(data)])
    for (const each of answers) assert.match(textOf(each), /Auto-renew is off since November 23, 2026/)
  })

  it('S14: after it expired there is nothing to turn off, and turning on is no way back', async () => {
    const stage = await boughtStage()
    stage.clock.advance(396 * DAY)
    assert.match(textOf(await stage.buyer.say('turn off auto-renew')), /Your company holds no subscription/)
    const subscription = await stage.held()
    const data = { verb: 'confirm-turn-off', subscriptionId: subscription?._id, term: 1, nonce: 'nonce-of-the-test' }
    assert.match(textOf(await stage.buyer.execute(data)), /This subscription is over/)
    assert.match(textOf(await stage.buyer.say('turn on auto-renew')), /Your company holds no subscription/)
  })
})

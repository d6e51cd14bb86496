import assert from 'node:assert/strict'
import { addKey } from '../../../bot/admin/add-key.ts'
import { openStage, type Stage, textOf } from '../../support/conversation.ts'
import { reviewStage } from '../../support/review-stage.ts'

const DAY = 86_400_000
const WINDOWS = 'windows-10-enterprise'

const WORDS = {
  en: {
    list: 'activate benefits',
    activate: 'activate',
    all: 'activate all',
    show: 'show key',
    more: 'next page',
    yours: /Yours|Activated/,
  },
  'zh-TW': { list: '啟用權益', activate: '啟用', all: '全部啟用', show: '顯示金鑰', more: '下一頁', yours: /已啟用/ },
} as const

async function bought(locale: 'en' | 'zh-TW' = 'en') {
  const { stage, person } = await reviewStage({ locale })
  await person.press('purchase')
  return { stage, person }
}

async function keyIn(stage: Stage, key: string, benefitId = WINDOWS): Promise<boolean> {
  return addKey(stage.services, { offerId: 'action-pack', benefitId, key })
}

const revealed = async (stage: Stage) =>
  (await stage.store.audits.ofPartner('tenant-one', 50)).filter((each) => each.what === 'keys-revealed')

for (const locale of ['en', 'zh-TW'] as const) {
  const words = WORDS[locale]

  describe(`activate benefits, ${locale}`, () => {
    it('S23: listed, activated once, key shown after a confirmation and recorded, all by typing', async () => {
      const { stage, person } = await bought(locale)
      await keyIn(stage, 'SAMPLE-0001')
      assert.match(textOf(await person.say(words.list)), /2\. .*Windows 10 Enterprise/)
      assert.match(textOf(await person.say('2')), locale === 'en' ? /Or type “activate”/ : /也可以輸入「啟用」/)
      assert.match(textOf(await person.say(words.activate)), words.yours)
      const asked = textOf(await person.say(words.show))
      assert.match(asked, locale === 'en' ? /recorded/ : /留下記錄/)
      assert.doesNotMatch(asked, /SAMPLE-0001/)
      assert.equal((await revealed(stage)).length, 0)
      assert.match(textOf(await person.say(words.show)), /SAMPLE-0001/)
      assert.deepEqual(
        (await revealed(stage)).map(({ by, facts }) => ({ by, facts })),
        [{ by: 'p1', facts: { offer: 'action-pack', benefit: WINDOWS } }],
      )
    })

    it('S23: by buttons too; what was pressed says what became of it', async () => {
      const { stage, person } = await bought(locale)
      await keyIn(stage, 'SAMPLE-0001')
      await person.press('command', { command: 'activate-benefits' })
      await person.press('pick', { pick: await pickOf(stage, WINDOWS) })
      assert.match(textOf(await person.press('activate-benefit')), /"value":\{[\s\S]*(Activated:|已啟用：)/)
      await person.press('show-keys')
      const said = textOf(await person.press('reveal-keys'))
      assert.match(said, /SAMPLE-0001/)
      assert.match(said, locale === 'en' ? /You had the key shown/ : /您已顯示金鑰/)
    })

    it('S23: all at once, by button or typed: each once, and support hears of what has no keys', async () => {
      const { stage, person } = await bought(locale)
      await keyIn(stage, 'SAMPLE-0001')
      await person.say(words.list)
      const done = textOf(await person.press('activate-all'))
      assert.match(done, locale === 'en' ? /8 benefits are activated/ : /已啟用 8 項權益/)
      assert.match(done, locale === 'en' ? /keys of 1 of them are being prepared/ : /其中 1 項的金鑰準備中/)
      assert.equal((await stage.store.benefits.ofPartner('tenant-one', 0, 20)).length, 8)
      assert.equal((await stage.store.tickets.ofPartner('tenant-one', undefined, 5)).length, 1)
      const again = textOf(await person.say(words.list))
      assert.doesNotMatch(again, /"activate-all"/)
      assert.match(again, locale === 'en' ? /· (activated|key ready)/ : /· (已啟用|金鑰已備妥)/)
      await person.say(words.all)
      assert.equal((await stage.store.benefits.ofPartner('tenant-one', 0, 20)).length, 8)
    })

    it('S23: an empty pool says “being prepared”, and the key comes with the next look', async () => {
      const { stage, person } = await bought(locale)
      await person.say(words.list)
      await person.say('2')
      assert.match(textOf(await person.say(words.activate)), locale === 'en' ? /being prepared/ : /準備中/)
      assert.equal((await stage.store.benefits.waitingForKeys('action-pack', WINDOWS, 5)).length, 1)
      const requests = await stage.store.tickets.ofPartner('tenant-one', undefined, 5)
      assert.deepEqual(
        requests.map(({ number, request }) => [number, request.problem]),
        [[1, 'benefits']],
      )
      await keyIn(stage, 'SAMPLE-0002')
      assert.equal((await stage.store.benefits.waitingForKeys('action-pack', WINDOWS, 5)).length, 0)
      await person.say(words.list)
      await person.say('2')
      await person.say(words.show)
      assert.match(textOf(await person.say(words.show)), /SAMPLE-0002/)
    })

    it('S23: after grace the benefits are gone, and it says so', async () => {
      const { stage, person } = await bought(locale)
      await person.say(words.list)
      await person.say('2')
      const old = person.find('activate-benefit')
      const subscription = (await stage.store.subscriptions.ofPartner('tenant-one'))[0]
      assert.ok(subscription)
      await stage.store.subscriptions.save(subscription, { ...subscription, autoRenew: false })
      stage.clock.advance(380 * DAY)
      assert.match(textOf(await person.say(words.list)), /2\. .*Windows 10/)
      assert.match(textOf(await person.say('2')), locale === 'en' ? /grace period runs/ : /目前為寬限期/)
      stage.clock.advance(20 * DAY)
      assert.match(textOf(await person.execute(old.data)), locale === 'en' ? /benefits are gone/ : /權益已失效/)
      assert.match(
        textOf(await person.say(words.list)),
        locale === 'en' ? /ended on December 23, 2027/ : /2027 年 12 月 23 日失效/,
      )
    })
  })
}

describe('activate benefits', () => {
  it('S23: activated once, however often and at the same time; a colleague sees the same key', async () => {
    const { stage, person } = await bought()
    await keyIn(stage, 'SAMPLE-0001')
    await keyIn(stage, 'SAMPLE-0002')
    const colleague = stage.person({ id: 'purchaser-two', name: 'Purchaser Two' })
    await colleague.toReview().catch(() => undefined)
    for (const each of [person, colleague]) {
      await each.say('activate benefits')
      await each.say('2')
    }
    const presses = [person, colleague].flatMap((each) => [each.say('activate'), each.press('activate-benefit')])
    await Promise.all(presses)
    const activated = (await stage.store.audits.ofPartner('tenant-one', 50)).filter(
      (each) => each.what === 'benefit-activated',
    )
    assert.equal(activated.length, 1)
    assert.equal(await stage.store.keyPools.left('action-pack', WINDOWS), 1)
    for (const each of [person, colleague]) {
      await each.say('activate benefits')
      await each.say('2')
      await each.say('show key')
      assert.match(textOf(await each.say('show key')), /SAMPLE-0001/)
    }
  })

  it('S23: several keys for one benefit, all or none', async () => {
    const { stage, person } = await bought()
    for (let i = 1; i <= 2; i++) await keyIn(stage, `SAMPLE-VS-${i}`, 'visual-studio-professional')
    await person.say('activate benefits')
    await person.say('3')
    assert.match(textOf(await person.say('activate')), /being prepared/)
    await keyIn(stage, 'SAMPLE-VS-3', 'visual-studio-professional')
    await person.say('activate benefits')
    await person.say('3')
    await person.say('show key')
    const said = textOf(await person.say('show key'))
    for (let i = 1; i <= 3; i++) assert.match(said, new RegExp(`SAMPLE-VS-${i}`))
  })

  it('S5, S23: the monthly credit shows its month, from the term’s own day', async () => {
    const { stage, person } = await bought()
    const credit = async () => {
      await person.say('activate benefits')
      await person.say('next page')
      return textOf(await person.say('8'))
    }
    await credit()
    assert.match(textOf(await person.say('activate')), /Month 1: from November 23, 2026 to December 23, 2026/)
    stage.clock.advance(40 * DAY)
    const later = await credit()
    assert.match(later, /Month 2: from December 23, 2026 to January 23, 2027/)
    assert.match(later, /"url":"https:\/\/partner\.microsoft\.com/)
  })

  it('S23: a viewer activates and reveals nothing', async () => {
    const { stage, person } = await bought()
    await keyIn(stage, 'SAMPLE-0001')
    await person.say('activate benefits')
    await person.say('2')
    const button = person.find('activate-benefit')
    const viewer = stage.person({ id: 'viewer-one', name: 'Viewer One' })
    assert.match(textOf(await viewer.say('activate benefits')), /look but not buy/)
    for (const verb of ['activate-benefit', 'show-keys', 'reveal-keys'])
      assert.doesNotMatch(textOf(await viewer.execute({ ...button.data, verb, nonce: `forged-${verb}` })), /SAMPLE/)
    assert.equal(await stage.store.keyPools.left('action-pack', WINDOWS), 1)
    assert.equal((await stage.store.benefits.ofSubscription(String(button.data.subscriptionId))).length, 0)
  })

  it('S23: nothing held, nothing to activate', async () => {
    const stage = await openStage()
    const person = stage.person()
    await person.say('join')
    await person.say('Partner One, US, Asia/Taipei')
    assert.match(textOf(await person.say('activate benefits')), /no subscription with benefits/)
  })
})

async function pickOf(stage: Stage, benefitId: string): Promise<string> {
  const [subscription] = await stage.store.subscriptions.ofPartner('tenant-one')
  return `${subscription?._id}.${benefitId}`
}

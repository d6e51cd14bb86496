import assert from 'node:assert/strict'
import { openStage, textOf } from '../../support/conversation.ts'

/** What people say when they are done on a hosted page, in either language, whichever is set. */
const DONE = [
  'done',
  'Done!',
  'I’m done',
  'ready',
  'I’m ready now',
  'OK, done',
  'ok done, thanks',
  'I’ve added it',
  'ｄｏｎｅ',
  '完成',
  '好了',
  '弄好了',
  '加好了！',
  '好的，弄好了',
  '我加好了，謝謝',
  '卡片加好了',
]
const NOT_DONE = [
  'not done yet',
  'I’m not ready',
  'when is it done?',
  '還沒好',
  '還沒弄好',
  '弄好了嗎',
  '快好了',
  'ok',
  '好',
]

const LOCALES = {
  en: {
    locale: 'en-US',
    command: 'payment method',
    change: 'change',
    lookedUp: /No payment method has been added on the page yet/,
    bank: /Your bank wants to hear from you/,
  },
  'zh-TW': {
    locale: 'zh-TW',
    command: '付款方式',
    change: '變更',
    lookedUp: /頁面上尚未新增付款方式/,
    bank: /您的銀行要求您確認訂單/,
  },
} as const

for (const { locale, command, change, lookedUp, bank } of Object.values(LOCALES)) {
  const open = async () => {
    const stage = await openStage()
    return { stage, person: stage.person({ locale }) }
  }

  describe(`back from a hosted page, ${locale}`, () => {
    it('S9: at the page of an order’s payment method, any word for done looks it up, and nothing else does', async () => {
      const { person } = await open()
      await person.say('join')
      await person.say('Partner One, US, Asia/Taipei')
      await person.say('subscribe')
      await person.say('1')
      await person.say(locale === 'zh-TW' ? '同意' : 'agree')
      for (const said of DONE) assert.match(textOf(await person.say(said)), lookedUp, said)
      for (const said of NOT_DONE) assert.doesNotMatch(textOf(await person.say(said)), lookedUp, said)
    })

    it('at the bank’s page, also with a list open', async () => {
      const { person } = await open()
      await person.toReview({ card: 'bank-asks' })
      await person.press('purchase')
      for (const said of DONE) assert.match(textOf(await person.say(said)), bank, said)
      for (const said of NOT_DONE) assert.doesNotMatch(textOf(await person.say(said)), bank, said)
      await person.say('people')
      assert.match(textOf(await person.say('好了')), bank)
    })

    it('S24: at the page on which the company’s method is replaced, also when its dialog is no longer open', async () => {
      const { person } = await open()
      await person.toReview()
      await person.press('purchase')
      await person.say(command)
      await person.say(change)
      for (const said of DONE) assert.match(textOf(await person.say(said)), lookedUp, said)
      await person.say('people')
      for (const said of NOT_DONE) assert.doesNotMatch(textOf(await person.say(said)), lookedUp, said)
      assert.match(textOf(await person.say('I’m done')), lookedUp)
    })

    it('says nothing about pages where none is open', async () => {
      const { person } = await open()
      await person.say('help')
      for (const said of ['I’m done', 'ready', '好了'])
        assert.doesNotMatch(textOf(await person.say(said)), lookedUp, said)
    })
  })
}

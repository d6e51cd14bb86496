import assert from 'node:assert/strict'
import { openStage, textOf } from '../../support/conversation.ts'
import { boughtStage } from '../../support/renewal-stage.ts'

const LOCALES = {
  'en-US': {
    here: /Buying happens here, in the chat\. The programme’s pages open outside Teams: /,
    subscribe: 'Subscribe: Action Pack',
    agree: 'Agree',
    getStarted:
      /Get started! Add a payment method.*secure page outside Teams\. Enter the card there, never in the chat.*saved for your company and charged for automatic renewals/s,
    add: 'Add a payment method',
    reviewed: /Review your order.*Mastercard ending in 4444/s,
    renew: ['renew', 'next', 'agree'],
    onFile: /Payment details.*on file.*Visa ending in 4242/s,
    choices: ['Next', 'Change', 'Stop'],
  },
  'zh-TW': {
    here: /購買在這個聊天中進行。計畫網頁會在 Teams 之外開啟：/,
    subscribe: '訂閱：行動套件',
    agree: '同意',
    getStarted: /馬上開始！新增付款方式.*在 Teams 之外開啟安全頁面。請在該頁面輸入卡片資料，切勿在聊天中輸入/s,
    add: '新增付款方式',
    reviewed: /檢閱您的訂單.*Mastercard（末四碼 4444/s,
    renew: ['續約', '下一步', '同意'],
    onFile: /付款詳細資料.*已登錄.*Visa（末四碼 4242/s,
    choices: ['下一步', '變更', '停止'],
  },
} as const

type Action = { type: string; title: string; url?: string }
const actionsOf = (card: { actions?: Action[] } | undefined): Action[] => card?.actions ?? []
const pagesOf = (card: { actions?: Action[] } | undefined) =>
  actionsOf(card).flatMap((each) => (each.type === 'Action.OpenUrl' ? [each] : []))

/** A company of network members, and what a member sees of the offers. */
async function atOffers(locale: string) {
  const stage = await openStage()
  const person = stage.person({ locale })
  await person.say('join')
  await person.say('Partner One, US, Asia/Taipei')
  return { stage, person, said: textOf(await person.say('offers')) }
}

for (const [locale, words] of Object.entries(LOCALES))
  describe(`what opens outside Teams, ${locale}`, () => {
    it('S6: the programme’s pages do; buying happens here in the chat, and the card says so', async () => {
      const { stage, person, said } = await atOffers(locale)
      assert.match(said, words.here)
      const links = [...said.matchAll(/\]\((https:[^)]+)\)/g)].map((each) => each[1])
      assert.deepEqual(links, ['https://partner.microsoft.com', 'https://partner.microsoft.com/membership/action-pack'])
      const pages = stage.services.catalogue.offers.flatMap(({ page }) => page ?? [])
      assert.deepEqual(
        links.filter((each) => !pages.includes(each ?? '')),
        [],
        'they are the catalogue’s own',
      )
      assert.deepEqual(pagesOf(person.lastCard()), [], 'no button leads away')
      assert.equal(person.find(words.subscribe).verb, 'subscribe')
    })

    it('S9: a payment method is entered on the hosted page only; the talk then goes on by itself', async () => {
      const { stage, person } = await atOffers(locale)
      await person.press(words.subscribe)
      const asked = textOf(await person.press(words.agree))
      assert.match(asked, words.getStarted)
      assert.doesNotMatch(asked, /"type":"Input\./, 'nothing to fill in on the card')
      assert.deepEqual(
        pagesOf(person.lastCard()).map(({ title, url = '' }) => [title, new URL(url).pathname]),
        [[words.add, '/sandbox/pay/method']],
      )
      const before = person.all().length
      await person.addCard('mastercard')
      assert.match(textOf(person.all().slice(before)), words.reviewed)
      const { method } = (await stage.store.partners.get('tenant-one')) ?? {}
      assert.deepEqual(
        Object.keys(method ?? {}).toSorted(),
        ['brand', 'expires', 'id', 'last4'],
        'all that is kept of it',
      )
    })

    it('S9: one on file is shown by brand and last four, with “change”; no page is opened for it', async () => {
      const { buyer, clock } = await boughtStage({ locale })
      clock.advance(300 * 86_400_000)
      for (const typed of words.renew) await buyer.say(typed)
      const card = buyer.lastCard()
      assert.match(JSON.stringify(card), words.onFile)
      assert.deepEqual(
        actionsOf(card).map(({ title }) => title),
        words.choices,
      )
      assert.deepEqual(pagesOf(card), [])
    })
  })

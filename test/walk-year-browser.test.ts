import assert from 'node:assert/strict'
import { describeWalk, type Walk } from './support/walk.ts'

const WORDS = {
  en: {
    ...{ price: 'USD 475.00', visa: 'Visa ending in 4242', mastercard: 'Mastercard ending in 4444' },
    ...{ notice: 'Upcoming charge: Action Pack', renewed: 'Renewed: Action Pack', renews: 'Renewal date' },
    ...{
      receipt: 'Receipt',
      printable: 'Open printable receipt',
      off: 'Turn off auto-renew',
      isOff: 'Auto-renew is off',
    },
    ...{ reminder: 'Reminder: Action Pack', renew: 'Renew', next: 'Next', agree: 'Agree', purchase: 'Purchase' },
    ...{ review: 'Review your renewal', again: 'Auto-renew will be on', confirmed: 'Your order is confirmed' },
    ...{
      outcome: 'Outcome of the next charge',
      declined: 'Payment declined: Action Pack',
      changed: 'is tried with it on',
    },
    ...{ changePayment: 'Change payment', change: 'Change', question: 'Turn off auto-renew of Action Pack?' },
    until: 'until then the current one stays',
    ...{
      dispute: 'Dispute the last payment',
      bank: 'The bank tells the bot.',
      disputed: 'Payment disputed: Action Pack',
    },
    ...{ benefits: 'activate benefits', wait: 'its benefits are on hold', stands: 'The payment stands' },
    back: 'Benefits are back: Action Pack',
  },
  'zh-TW': {
    ...{ price: 'TWD 14,800.00', visa: 'Visa（末四碼 4242', mastercard: 'Mastercard（末四碼 4444' },
    ...{ notice: '即將扣款：行動套件', renewed: '已續約：行動套件', renews: '續約日期' },
    ...{ receipt: '收據', printable: '開啟可列印的收據', off: '關閉自動續約', isOff: '自動續約已關閉' },
    ...{ reminder: '提醒：行動套件', renew: '續約', next: '下一步', agree: '同意', purchase: '購買' },
    ...{ review: '檢閱您的續約', again: '自動續約將開啟', confirmed: '您的訂單已確認' },
    ...{ outcome: '下一次扣款的結果', declined: '付款遭拒：行動套件', changed: '以此付款方式再次嘗試' },
    ...{ changePayment: '變更付款', change: '變更', question: '要關閉行動套件的自動續約嗎？' },
    until: '在此之前，目前的付款方式維持不變',
    ...{ dispute: '對上一筆付款提出爭議', bank: '銀行已通知 Bot。', disputed: '付款有爭議：行動套件' },
    ...{ benefits: '啟用權益', wait: '其權益須待爭議解決後才能使用', stands: '付款有效' },
    back: '權益已恢復：行動套件',
  },
} as const

/** The newest card with this title says all of that. */
async function says(walk: Walk, title: string, ...texts: string[]): Promise<void> {
  await walk.card(title).waitFor()
  const shown = (await walk.card(title).textContent()) ?? ''
  for (const each of texts) assert.ok(shown.includes(each), `“${each}” is not in “${shown}”`)
}

/** The renewal date that the newest receipt shows, as it is written there. */
async function renewalDate(walk: Walk, { confirmed, renews }: (typeof WORDS)[keyof typeof WORDS]): Promise<string> {
  const lines = (await walk.card(confirmed).innerText()).split('\n').map((each) => each.trim())
  const date = lines.slice(lines.indexOf(renews) + 1).find(Boolean)
  assert.match(date ?? '', /20\d\d/)
  return date ?? ''
}

// Who disputes comes to the bot of a year that is over: it knows him as little as a fresh one would.
for (const [locale, other] of [
  ['en', 'zh-TW'],
  ['zh-TW', 'en'],
] as const)
  describeWalk(`a year in a minute, in a real browser (${locale}, then ${other})`, (open) => {
    it(`S16–S19, S25: charge notices → renewed; reminder → Renew; declined → another method → renewed (${locale})`, async () => {
      const words = WORDS[locale]
      const walk = await open(locale)
      await walk.join('Contoso Consulting')
      await walk.subscribe()

      const date = await renewalDate(walk, words)
      const [first, second, third]: [Buffer[], Buffer[], Buffer[]] = [[], [], []]
      for (const _days of [30, 7]) {
        await walk.turnTo('next')
        await says(walk, words.notice, date, words.price, words.visa)
      }
      first.push(...(await walk.onPhone(words.notice)))
      await walk.turnTo('next')
      await says(walk, words.renewed, words.price, words.visa)
      first.push(...(await walk.onPhone(words.renewed)))
      await walk.press(words.receipt)
      await walk.page.getByRole('link', { name: words.printable }).last().waitFor()

      await walk.say(words.off)
      await walk.seen(words.question)
      await walk.press(words.off)
      await walk.seen(words.isOff)
      await walk.turnTo('next')
      second.push(...(await walk.onPhone(words.reminder)))
      for (const button of [words.renew, words.next, words.agree, words.next]) await walk.press(button)
      await says(walk, words.review, words.price, words.again)
      second.push(...(await walk.onPhone(words.review)))
      await walk.press(words.purchase)
      await walk.seen(words.confirmed, 2)

      const taken = walk.page.waitForResponse('**/sandbox/outcome')
      await walk.page.getByLabel(words.outcome).selectOption('decline')
      await taken
      await walk.turnTo('renewal')
      await says(walk, words.declined, words.price, words.visa)
      third.push(...(await walk.onPhone(words.declined)))
      await walk.press(words.changePayment)
      await walk.press(words.change)
      await walk.seen(words.until)
      await walk.addMethod('mastercard')
      third.push(...(await walk.onPhone(words.changed)))
      await walk.turnTo('next')
      await says(walk, words.renewed, words.price, words.mastercard)
      third.push(...(await walk.onPhone(words.renewed)))
      await walk.board(`renewal-${locale}`, [first, second, third])
    })

    it(`F59: disputed at the bank → benefits wait; the payment stands → they are back (${other})`, async () => {
      const words = WORDS[other]
      const walk = await open(other)
      const bank = async (button: string) => {
        await walk.page.getByRole('button', { name: button }).click()
        await walk.settled()
        await walk.page.getByRole('status').getByText(words.bank).waitFor()
      }
      await walk.join('Contoso Consulting')
      await walk.subscribe()
      await bank(words.dispute)
      await walk.turnTo('next')
      await says(walk, words.disputed, words.price)
      await walk.cardPicture(`disputed-${other}`, words.disputed)
      await walk.say(words.benefits)
      await walk.seen(words.wait)
      await bank(words.stands)
      await walk.turnTo('next')
      await says(walk, words.back, words.price)
      await walk.picture(`dispute-won-${other}`)
    })
  })

import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import type { Locale } from '../../store/values/locale.ts'
import { boardOf } from './board.ts'
import { describeInBrowser } from './browser.ts'
import { HANGS_MS } from './hangs.ts'
import { type RunningBot, runBot } from './running-bot.ts'

/** PICTURES=folder keeps what is seen on the way, for docs/. */
const pictures = process.env.PICTURES
/** More moves of the clock than anybody else's messages explain. */
const MOST_PRESSES = 8
const PHONE = { width: 390, height: 1_600 }

/** What every walk reads and presses before its own way begins. */
const WORDS = {
  en: {
    ...{ person: 'purchaser-one', join: 'Join', company: 'Company name', agreeJoin: 'Agree and join' },
    ...{ joined: 'Welcome to the Partner Network', offers: 'offers', subscribe: 'Subscribe: Action Pack' },
    ...{ agree: 'Agree', add: 'Add a payment method', added: 'Payment method added', review: 'Review your order' },
    ...{ purchase: 'Purchase', confirmed: 'Your order is confirmed' },
    ...{ next: 'To the next message', renewal: 'To the next renewal', told: /The bot wrote to .*Purchaser One/ },
  },
  'zh-TW': {
    ...{ person: 'purchaser-two', join: '加入', company: '公司名稱', agreeJoin: '同意並加入' },
    ...{ joined: '歡迎加入合作夥伴網路', offers: '優惠', subscribe: '訂閱：行動套件' },
    ...{ agree: '同意', add: '新增付款方式', added: '付款方式已新增', review: '檢閱您的訂單' },
    ...{ purchase: '購買', confirmed: '您的訂單已確認' },
    ...{ next: '到下一則訊息', renewal: '到下一次續約', told: /Bot 已傳送訊息給 .*Purchaser Two/ },
  },
} as const

export type Walk = ReturnType<typeof walkOn>
type Open = (locale: Locale, viewport?: { width: number; height: number }) => Promise<Walk>

/**
 * Walks over the try-it page as somebody who has only the README, on a bot of their own, which ends well. Several walks on
 * one bot are each somebody else's, and the later ones find the clock where the earlier ones have left it.
 */
export function describeWalk(title: string, walks: (open: Open) => void): void {
  describeInBrowser(title, (browser) => {
    let bot: RunningBot
    let context: BrowserContext
    const faults: string[] = []

    before(async () => {
      if (pictures) await mkdir(pictures, { recursive: true })
      bot = await runBot()
      await bot.address()
    })
    afterEach(async () => {
      await context?.close()
      assert.deepEqual(faults.splice(0), [], 'the page complained')
    })
    after(async () => {
      assert.equal(await bot?.stop(), 0, 'SIGTERM ends it with 0')
      await bot?.remove()
    })

    walks(async (locale, viewport = { width: 1_280, height: 1_400 }) => {
      context = await browser().newContext({ viewport, locale: 'en-US', reducedMotion: 'reduce' })
      context.setDefaultTimeout(HANGS_MS)
      const page = await context.newPage()
      page.on('pageerror', (error) => faults.push(error.message))
      await page.goto(`${await bot.address()}#${WORDS[locale].person}`)
      return walkOn(page, locale)
    })
  })
}

/** What a person does on the page and sees there. The newest message counts. */
function walkOn(page: Page, locale: Locale) {
  const words = WORDS[locale]
  const messages = page.locator('main article')
  const card = (shows: string): Locator => page.locator('main .ac-adaptiveCard').filter({ hasText: shows }).last()
  const walk = {
    page,
    card,
    async say(text: string): Promise<void> {
      const field = page.locator('.composer textarea').first()
      await field.fill(text)
      await field.press('Enter')
    },
    press: (title: string): Promise<void> => messages.getByRole('button', { name: title, exact: true }).last().click(),
    /** Types into the newest field of this name and presses; again, if the card is replaced meanwhile, as a person would. */
    async fillAndPress(label: string, text: string, title: string): Promise<void> {
      const field = page.getByLabel(label).last()
      const button = messages.getByRole('button', { name: title, exact: true }).last()
      for (let isPressed = false; !isPressed; ) {
        await field.fill(text)
        const pair = { field: await field.elementHandle(), button: await button.elementHandle(), text }
        // In one go: between two of ours the page may put another card in place of this one, and what was typed is gone.
        isPressed = await page.evaluate(({ field, button, text }) => {
          if (!field?.isConnected || !button?.isConnected || !('value' in field) || field.value !== text) return false
          if ('click' in button && typeof button.click === 'function') button.click()
          return true
        }, pair)
      }
    },
    /** These words are there, so many times. */
    seen: (text: string, times = 1): Promise<void> =>
      messages
        .getByText(text)
        .nth(times - 1)
        .waitFor(),
    /** Whatever was pressed in the controls is over: the page asks for one thing at a time, and a person sees it. */
    settled: (): Promise<void> => page.locator('#controls button[aria-busy]').first().waitFor({ state: 'detached' }),
    /** Turns the clock until the bot has written to this person; others may hear of something on the way. */
    async turnTo(what: 'next' | 'renewal'): Promise<void> {
      const told = page.getByRole('status').filter({ hasText: words.told })
      const panel = page.locator('#controls')
      for (let presses = 0; presses < MOST_PRESSES; presses++) {
        await panel.getByRole('button', { name: words[presses === 0 ? what : 'next'] }).click()
        await walk.settled()
        if ((await told.count()) > 0) return
      }
      assert.fail(`the bot wrote to others only, ${MOST_PRESSES} times`)
    },
    /** Joins the network from the greeting. */
    async join(company: string): Promise<void> {
      await walk.press(words.join)
      await page.getByLabel(words.company).last().fill(company)
      const country = messages.getByRole('combobox', { name: '國家或地區' }).last()
      if (locale === 'zh-TW') await country.selectOption('TW')
      await walk.press(words.agreeJoin)
      await walk.seen(words.joined)
    },
    /** Adds this test card on the hosted page that the newest card leads to. */
    async addMethod(testCard: string): Promise<void> {
      const link = messages.getByRole('link', { name: words.add }).last()
      const [hosted] = await Promise.all([page.context().waitForEvent('page'), link.click()])
      await hosted.locator(`button[value=${testCard}]`).click()
      // Never closed: Chromium may drop that while a page is just arriving, and nobody hears of it (playwright #42366).
      await hosted.getByRole('heading', { name: words.added }).waitFor()
      await page.bringToFront()
    },
    /** Buys Action Pack; `look` is called where there is something to see. */
    async subscribe(look: (shows: string, name: string) => Promise<void> = async () => {}): Promise<void> {
      await walk.say(words.offers)
      await look(words.subscribe, 'offers')
      await walk.press(words.subscribe)
      await walk.press(words.agree)
      await walk.addMethod('visa')
      await walk.seen(words.review)
      await look(words.review, 'review')
      await walk.press(words.purchase)
      await walk.seen(words.confirmed)
      await look(words.confirmed, 'receipt')
    },
    /** What the page shows, as a picture. */
    async picture(name: string): Promise<void> {
      if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
    },
    /** The newest card that shows these words, as a picture. */
    async cardPicture(name: string, shows: string): Promise<void> {
      await card(shows).waitFor()
      if (pictures) await card(shows).screenshot({ path: `${pictures}/${name}.png` })
    },
    /** The same as on a phone, kept for a board; nothing unless pictures are wanted. */
    async onPhone(shows: string): Promise<Buffer[]> {
      await card(shows).waitFor()
      const before = page.viewportSize()
      if (!pictures || !before) return []
      await page.setViewportSize(PHONE)
      const taken = await card(shows).screenshot()
      await page.setViewportSize(before)
      return [taken]
    },
    async board(name: string, columns: Buffer[][]): Promise<void> {
      if (pictures) await boardOf(page.context(), columns, `${pictures}/${name}.png`)
    },
  }
  return walk
}

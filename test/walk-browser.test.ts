import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describeInBrowser } from './support/browser.ts'
import { runBot } from './support/running-bot.ts'

/** The walk in each language: what is read on the page, and what is pressed there. */
const WALKS = [
  {
    locale: 'en',
    person: 'Purchaser One',
    words: {
      ...{
        hello: 'hello',
        join: 'Join',
        company: 'Company name',
        agreeJoin: 'Agree and join',
        joined: 'Welcome to the Partner Network',
      },
      ...{ offers: 'offers', subscribe: 'Subscribe: Action Pack', agree: 'Agree', add: 'Add a payment method' },
      ...{
        review: 'Review your order',
        purchase: 'Purchase',
        confirmed: 'Your order is confirmed',
        price: 'USD 475.00',
      },
    },
  },
  {
    locale: 'zh-TW',
    person: 'Purchaser Two',
    words: {
      ...{ hello: '您好', join: '加入', company: '公司名稱', agreeJoin: '同意並加入', joined: '歡迎加入合作夥伴網路' },
      ...{ offers: '優惠', subscribe: '訂閱：行動套件', agree: '同意', add: '新增付款方式' },
      ...{ review: '檢閱您的訂單', purchase: '購買', confirmed: '您的訂單已確認', price: 'TWD 14,800.00' },
    },
  },
] as const

/** PICTURES=folder keeps what is seen on the way, for docs/. */
const pictures = process.env.PICTURES

describeInBrowser('a partner subscribes, in a real browser', (browser) => {
  let bot: Awaited<ReturnType<typeof runBot>>

  // A bot of its own for each try: a browser that hangs once is tried again from the start.
  beforeEach(async function () {
    this.timeout(60_000)
    if (pictures) await mkdir(pictures, { recursive: true })
    bot = await runBot()
    await bot.address()
  })
  afterEach(async function () {
    this.timeout(30_000)
    assert.equal(await bot?.stop(), 0, 'SIGTERM ends it with 0')
    await bot?.remove()
  })

  for (const { locale, person, words } of WALKS) {
    it(`S2–S11, S25: hello → join → subscribe → pay → receipt (${locale})`, async function () {
      this.timeout(60_000).retries(1)
      const context = await browser().newContext({
        viewport: { width: 1280, height: pictures ? 2400 : 1400 },
        locale: 'en-US',
      })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      await page.goto(await bot.address())
      await page.getByText(person).first().click()
      if (locale === 'zh-TW')
        await page.locator('select').filter({ hasText: '中文' }).first().selectOption({ label: '中文（台灣）' })
      await say(page, words.hello)
      await press(page, words.join)
      await page.getByLabel(words.company).last().fill('Partner of the walk')
      if (locale === 'zh-TW') await page.getByRole('combobox', { name: '國家或地區' }).last().selectOption('TW')
      await press(page, words.agreeJoin)
      await seen(page, words.joined)
      await say(page, words.offers)
      await picture(page, `offers-${locale}`, words.subscribe)
      await press(page, words.subscribe)
      await press(page, words.agree)
      const [hosted] = await Promise.all([
        context.waitForEvent('page'),
        page
          .getByRole('button', { name: words.add })
          .or(page.getByRole('link', { name: words.add }))
          .last()
          .click(),
      ])
      await hosted.locator('button[value=visa]').click()
      await hosted.close()
      await seen(page, words.review)
      await picture(page, `review-${locale}`, words.purchase)
      await press(page, words.purchase)
      await seen(page, words.confirmed)
      await picture(page, `receipt-${locale}`, words.confirmed)
      assert.match((await page.locator('body').textContent()) ?? '', new RegExp(words.price.replace('.', '\\.')))
      assert.deepEqual(faults, [])
      await context.close()
    })
  }
})

async function say(page: Page, words: string): Promise<void> {
  const box = page.locator('textarea, input[type=text]:not([id*=company])').last()
  await box.fill(words)
  await box.press('Enter')
}

async function press(page: Page, title: string): Promise<void> {
  await page.locator('main').getByRole('button', { name: title, exact: true }).last().click()
}

async function seen(page: Page, words: string): Promise<void> {
  await page.locator('main').getByText(words).last().waitFor({ timeout: 15_000 })
}

/** The card that shows these words, as a picture; without PICTURES it is only waited for. */
async function picture(page: Page, name: string, words: string): Promise<void> {
  await seen(page, words)
  if (!pictures) return
  const card = page.locator('main .ac-adaptiveCard').filter({ hasText: words }).last()
  await card.screenshot({ path: `${pictures}/${name}.png` })
}

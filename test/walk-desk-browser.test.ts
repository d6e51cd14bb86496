import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describeInBrowser } from './support/browser.ts'
import { runBot } from './support/running-bot.ts'

/** PICTURES=folder keeps what is seen on the way, for docs/. */
const pictures = process.env.PICTURES

describeInBrowser('the support desk on the try-it page, in a real browser', (browser) => {
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

  it('S20–S22: a partner asks in Chinese, an agent works it in the channel in English', async function () {
    this.timeout(60_000).retries(1)
    const context = await browser().newContext({ viewport: { width: 1280, height: 1500 }, locale: 'en-US' })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    await page.goto(await bot.address())
    await page.getByText('Purchaser Two').first().click()
    await page.locator('select').filter({ hasText: '中文' }).first().selectOption({ label: '中文（台灣）' })
    await say(page, '加入')
    await page.getByLabel('公司名稱').last().fill('合作夥伴二')
    await page.getByRole('combobox', { name: '國家或地區' }).last().selectOption('TW')
    await press(page, '同意並加入')
    await seen(page, '歡迎加入合作夥伴網路')
    await say(page, '優惠')
    await press(page, '訂閱：行動套件')
    await press(page, '同意')
    const add = page.getByRole('button', { name: '新增付款方式' }).or(page.getByRole('link', { name: '新增付款方式' }))
    const [hosted] = await Promise.all([context.waitForEvent('page'), add.last().click()])
    await hosted.locator('button[value=visa]').click()
    await hosted.close()
    await seen(page, '檢閱您的訂單')
    await press(page, '購買')
    await seen(page, '您的訂單已確認')

    await say(page, '取消訂閱')
    await press(page, '請支援人員取消')
    await page.getByRole('combobox', { name: '您為什麼想取消' }).last().selectOption('not-needed')
    await page.getByLabel('支援人員應該知道什麼').last().fill('我們不再需要這個訂閱')
    await press(page, '下一步')
    await picture(page, 'desk-review-zh-TW', '檢閱您的支援要求')
    await press(page, '提交')
    await seen(page, '支援要求 1 已送出')

    await page.getByText('Agent One').first().click()
    await seen(page, '1 · 合作夥伴二')
    await press(page, 'Take')
    await seen(page, 'Agent One took it.')
    await page.getByLabel('Reply or note').last().fill('Shall it end now, or with its term?')
    await press(page, 'Reply')
    await seen(page, 'Waiting for your answer')
    await picture(page, 'desk-channel-en', 'Shall it end now')

    await page.getByText('Purchaser Two').first().click()
    await seen(page, 'Shall it end now, or with its term?')
    await picture(page, 'desk-news-zh-TW', 'Shall it end now, or with its term?')
    await context.close()
  })
})

async function say(page: Page, words: string): Promise<void> {
  const box = page.locator('textarea').first()
  await box.fill(words)
  await box.press('Enter')
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).last().click({ timeout: 15_000 })
}

async function seen(page: Page, words: string): Promise<void> {
  await page.getByText(words).last().waitFor({ timeout: 15_000 })
}

async function picture(page: Page, name: string, words: string): Promise<void> {
  await seen(page, words)
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
}

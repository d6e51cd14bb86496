import assert from 'node:assert/strict'
import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { sandboxPages } from '../../../../bot/payments/sandbox/page.ts'
import { PAGE_TEXTS } from '../../../../bot/payments/sandbox/texts.ts'
import type { Locale } from '../../../../store/use-cases/services.ts'
import { describeInBrowser } from '../../../support/browser.ts'
import { HANGS_MS } from '../../../support/hangs.ts'
import { openGateway, RETURN_URL } from '../gateway.ts'
import { servePages } from './page-server.ts'

const LOCALES = ['en', 'zh-TW'] as const

describeInBrowser('the hosted pages in a browser', (browser) => {
  let gateway: Awaited<ReturnType<typeof openGateway>>
  let server: Awaited<ReturnType<typeof servePages>>
  let count = 0

  before(async () => {
    server = await servePages(async (url) => {
      gateway = await openGateway({ publicUrl: url })
      return sandboxPages({ payments: gateway.payments, clock: gateway.clock, publicUrl: url })
    })
  })
  after(() => server?.close())

  function openMethod(locale: Locale) {
    const key = `page:${++count}:method`
    return gateway.payments.openMethodPage({ key, partnerId: 'partner-one', locale, returnUrl: RETURN_URL })
  }

  async function openBank(locale: Locale): Promise<string> {
    const ask = await gateway.askOn('bank-asks', { key: `order-${++count}:1`, orderId: `order-${count}` })
    await gateway.payments.charge(ask)
    const { key, customer } = ask
    return (await gateway.payments.openBankPage({ key, customer, locale, returnUrl: RETURN_URL })).url
  }

  /** Walks over every page there is; calls `look` on each. */
  async function walk(page: Page, locale: Locale, look: (name: string) => Promise<void>): Promise<void> {
    const { url } = await openMethod(locale)
    await page.goto(url)
    await look('add a method')
    await page.locator('.panel .button').click()
    await look('nothing filled in')
    await page.locator('#number').fill('4111 1111 1111 1111')
    await page.locator('#expiry').fill('01/20')
    await page.locator('#cvc').fill('1')
    await page.locator('.panel .button').click()
    await look('everything wrong')
    await page.locator('button[value=visa]').click()
    await look('added')
    await page.goto(url)
    await look('used')
    await page.goto(await openBank(locale))
    await look('the bank asks')
    await page.locator('button[value=refuse]').click()
    await look('refused')
    await page.goto(`${server.url}/sandbox/pay/method`)
    await look('unknown')
  }

  for (const locale of LOCALES)
    for (const [colorScheme, width] of [
      ['light', 240],
      ['dark', 480],
    ] as const)
      it(`axe finds nothing and nothing is cut off on any page: ${locale}, ${colorScheme}, ${width} px`, async () => {
        await inPage(browser(), { locale, colorScheme, viewport: { width, height: 700 } }, async (page) => {
          await walk(page, locale, async (name) => {
            assert.deepEqual(await violations(page), [], name)
            const needed = await page.evaluate('document.documentElement.scrollWidth')
            assert.ok(Number(needed) <= width, `${name} needs ${needed} px`)
            assert.equal(await page.getAttribute('html', 'lang'), locale)
          })
        })
      })

  it('works without script: a typed card is added, the bank is answered', async () => {
    await inPage(browser(), { javaScriptEnabled: false }, async (page) => {
      const { url, sessionId } = await openMethod('en')
      await page.goto(url)
      await page.getByLabel('Card number', { exact: true }).fill('5555 5555 5555 4444')
      await page.getByLabel('Expiry date').fill('09/29')
      await page.getByLabel('Security code').fill('123')
      await page.getByRole('button', { name: 'Add this card' }).click()
      await page.getByRole('heading', { name: 'Payment method added' }).waitFor()
      assert.equal(await page.getByRole('link', { name: 'Done' }).getAttribute('href'), RETURN_URL)
      assert.equal((await gateway.payments.findMethod(sessionId)).status, 'complete')
      await page.reload()
      await page.goBack()
      assert.equal(await page.locator('h1').textContent(), PAGE_TEXTS.en.gone.used)
      await page.goto(await openBank('en'))
      await page.getByRole('button', { name: 'Approve the payment' }).click()
      await page.getByRole('heading', { name: 'Payment approved' }).waitFor()
    })
  })

  it('works by keyboard alone, and shows where the focus is', async () => {
    await inPage(browser(), {}, async (page) => {
      await page.goto((await openMethod('en')).url)
      const order: unknown[] = []
      for (let stop = 0; stop < 15; stop++) {
        await page.keyboard.press('Tab')
        order.push(
          await page.evaluate(
            'document.activeElement.value || document.activeElement.name || document.activeElement.tagName',
          ),
        )
        const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineWidth')
        assert.ok(Number.parseFloat(String(outline)) >= 2, `stop ${stop}: ${outline}`)
      }
      assert.deepEqual(order.slice(0, 2), ['visa', 'mastercard'])
      assert.deepEqual(order.slice(9), ['number', 'expiry', 'cvc', 'name', 'BUTTON', 'A'])
      await page.focus('#number')
      await page.keyboard.type('4242424242424242')
      await page.keyboard.press('Tab')
      await page.keyboard.type('0929')
      await page.keyboard.press('Tab')
      await page.keyboard.type('123')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Payment method added' }).waitFor()
    })
  })

  it('F60: names each wrong field in its own words, and keeps what was typed out of the page', async () => {
    for (const locale of LOCALES)
      await inPage(browser(), { locale }, async (page) => {
        const { errors, method } = PAGE_TEXTS[locale]
        await page.goto((await openMethod(locale)).url)
        await page.getByLabel(method.number, { exact: true }).fill('4111111111111111')
        await page.getByLabel(method.cvc).fill('12')
        await page.locator('.panel .button').click()
        assert.equal(await page.title(), `${errors.prefix}: ${method.title}`)
        const described = await page.locator('#number').getAttribute('aria-describedby')
        assert.equal(described, 'number-error number-hint')
        assert.equal(await page.locator('#number-error').textContent(), errors['number-not-test'])
        assert.equal(await page.locator('#expiry-error').textContent(), errors['expiry-missing'])
        assert.equal(await page.locator('#cvc-error').textContent(), errors['cvc-format'])
        assert.equal(await page.locator('#number').inputValue(), '')
        await page.locator('.summary a').first().click()
        assert.equal(await page.evaluate('document.activeElement.id'), 'number')
      })
  })
})

/** A page of its own; whatever the browser refuses or complains of there is a failure. */
async function inPage(
  browser: Browser,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options)
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(HANGS_MS)
    const complaints: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    await use(page)
    // Chromium reports our own 4xx answers as errors.
    assert.deepEqual(
      complaints.filter((text) => !/status of 4\d\d/.test(text)),
      [],
    )
  } finally {
    await context.close()
  }
}

async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe.source)
  return page.evaluate(`axe.run({ resultTypes: ['violations'] }).then((found) =>
    found.violations.map((each) => [each.id, each.nodes[0]?.html]))`)
}

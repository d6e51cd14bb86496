import assert from 'node:assert/strict'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { receiptLinks } from '../../../../bot/payments/receipt/link.ts'
import { receiptRoutes } from '../../../../bot/payments/receipt/page.ts'
import { describeInBrowser } from '../../../support/browser.ts'
import { HANGS_MS } from '../../../support/hangs.ts'
import { reviewStage } from '../../../support/review-stage.ts'
import { servePages } from '../sandbox/page-server.ts'

const NAVIGATION = { 'sec-fetch-mode': 'navigate' }
const SECRETS = ['secret-of-the-tests-with-32-letters']

/** Somebody has bought; the pages are asked without a server. */
async function bought() {
  const { stage, person } = await reviewStage()
  await person.press('purchase')
  const [order] = await stage.store.orders.withReceipt('tenant-one', 0, 1)
  assert.ok(order?.receipt)
  const of = { orderId: order._id, partnerId: 'tenant-one', locale: 'en' as const }
  const link = stage.services.receiptLink(of)
  const [route] = stage.pages
  async function get(url: string, headers: Record<string, string> = NAVIGATION) {
    const { pathname: path, searchParams: query } = new URL(url)
    const answer = await route?.handle({ method: 'GET', path, query, headers, body: Buffer.alloc(0), remote: '' })
    assert.ok(answer)
    return { ...answer, text: String(answer.body), cookie: answer.headers?.['set-cookie'] ?? '' }
  }
  return { stage, order, of, link, get, number: order.receipt.number }
}

const cookieIn = (cookie: string) => ({ ...NAVIGATION, cookie: cookie.split(';')[0] ?? '' })

describe('the printable receipt', () => {
  it('shows what was paid, in either language', async () => {
    const { get, link, number } = await bought()
    const english = await get(link)
    assert.equal(english.status, 200)
    for (const each of [number, 'Partner One', 'USD 475.00', 'November 23, 2026', 'Visa ending in 4242', 'Action Pack'])
      assert.ok(english.text.includes(each), each)
    const chinese = await get(`${link}&lang=zh-TW`, cookieIn(english.cookie))
    assert.match(chinese.text, /<html lang="zh-TW">/)
    assert.match(chinese.text, /行動套件/)
  })

  it('belongs to the browser that opened it first', async () => {
    const { get, link, number } = await bought()
    const first = await get(link)
    assert.match(first.cookie, /^receipt_browser=[\w-]{30,}; Path=\/receipt; Max-Age=3600; HttpOnly; SameSite=Lax$/)
    const other = await get(link)
    assert.equal(other.status, 403)
    assert.ok(!other.text.includes(number))
    assert.equal(other.cookie, '')
    assert.equal((await get(link, cookieIn('receipt_browser=forged-forged-forged-forged-forged'))).status, 403)
    assert.equal((await get(link, cookieIn(first.cookie))).status, 200)
  })

  it('of two browsers at once one gets it', async () => {
    const { get, link } = await bought()
    const answers = await Promise.all(Array.from({ length: 8 }, () => get(link)))
    assert.equal(answers.filter((each) => each.status === 200).length, 1)
  })

  it('is not used up by a service that looks at links, nor by a browser that fetches ahead', async () => {
    const { get, link, number } = await bought()
    for (const headers of [{}, { 'sec-fetch-mode': 'cors' }, { ...NAVIGATION, 'sec-purpose': 'prefetch;prerender' }]) {
      const door = await get(link, headers)
      assert.equal(door.status, 200)
      assert.ok(!door.text.includes(number))
      assert.match(door.text, /<form method="get">/)
    }
    assert.equal((await get(`${link}&open=1`, {})).status, 200)
  })

  it('is over after an hour, and a new link comes through the chat', async () => {
    const { stage, get, link, of, number } = await bought()
    stage.clock.advance(3_599_000)
    const first = await get(link)
    assert.equal(first.status, 200)
    stage.clock.advance(1_000)
    const late = await get(link, cookieIn(first.cookie))
    assert.equal(late.status, 410)
    assert.ok(!late.text.includes(number))
    assert.match(late.text, /type “receipts” there/)
    assert.equal((await get(stage.services.receiptLink(of))).status, 200)
  })

  it('F25: altered, cut, foreign and made-up links show nothing', async () => {
    const { stage, get, link, of } = await bought()
    const token = new URL(link).searchParams.get('t') ?? ''
    const [payload = '', signed = ''] = token.split('.')
    const altered = Buffer.from(payload, 'base64url').toString('utf8').replace('tenant-one', 'tenant-two')
    const base = link.slice(0, link.indexOf('?'))
    const stranger = receiptLinks({
      ...stage,
      secrets: ['x'.repeat(32)],
      publicUrl: 'http://127.0.0.1:3978',
      newId: () => 'x',
    })
    const bad = [
      '',
      '?t=',
      `?t=${payload}`,
      `?t=${payload}.`,
      `?t=${payload}.${signed.slice(0, -2)}`,
      `?t=${Buffer.from(altered).toString('base64url')}.${signed}`,
      `?t=${'a'.repeat(5_000)}.${'b'.repeat(5_000)}`,
      `?t=${encodeURIComponent('{"$ne":1}')}.x`,
      stranger.make(of).slice(base.length),
    ]
    for (const each of bad) assert.equal((await get(base + each)).status, 404, each.slice(0, 60))
    assert.equal((await get(stage.services.receiptLink({ ...of, partnerId: 'tenant-two' }))).status, 404)
    assert.equal((await get(stage.services.receiptLink({ ...of, orderId: 'ord-guessed' }))).status, 404)
  })

  it('answers in the browser’s language where the link says none', async () => {
    const { get } = await bought()
    const answer = await get('http://127.0.0.1:3978/receipt', { 'accept-language': 'zh-TW,zh;q=0.9' })
    assert.match(answer.text, /這個收據連結無效/)
  })

  it('is kept nowhere, framed by nobody, loads nothing', async () => {
    const { get, link } = await bought()
    const { headers } = await get(link)
    assert.equal(headers?.['cache-control'], 'no-store')
    assert.equal(headers?.['referrer-policy'], 'no-referrer')
    assert.match(
      headers?.['content-security-policy'] ?? '',
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'/,
    )
    assert.match(headers?.['content-security-policy'] ?? '', /frame-ancestors 'none'$/)
  })

  it('F32: shows a company’s name as text', async () => {
    const { stage, get, link } = await bought()
    const partner = await stage.store.partners.get('tenant-one')
    assert.ok(partner)
    await stage.store.partners.save(partner, { ...partner, name: '<script>x</script>&"\u202e' })
    assert.match((await get(link)).text, /&lt;script&gt;x&lt;\/script&gt;&amp;&quot;</)
  })

  it('links made with the last secret hold while it changes', async () => {
    const { stage, of, get } = await bought()
    const clock = stage.clock
    const parts = { clock, publicUrl: 'http://127.0.0.1:3978', newId: () => 'link-of-the-last-secret' }
    const before = receiptLinks({ ...parts, secrets: SECRETS }).make(of)
    const token = new URL(before).searchParams.get('t') ?? ''
    assert.ok(receiptLinks({ ...parts, secrets: ['n'.repeat(32), ...SECRETS] }).read(token))
    assert.equal(receiptLinks({ ...parts, secrets: ['n'.repeat(32)] }).read(token), undefined)
    assert.equal((await get(before)).status, 200)
  })
})

describeInBrowser('the printable receipt in a browser', (browser) => {
  let made: Awaited<ReturnType<typeof bought>>
  let server: Awaited<ReturnType<typeof servePages>>
  let links: ReturnType<typeof receiptLinks>

  before(async () => {
    made = await bought()
    server = await servePages(async (publicUrl) => {
      const { store, clock } = made.stage
      const { catalogue, newId } = made.stage.services
      links = receiptLinks({ secrets: SECRETS, publicUrl, clock, newId })
      return receiptRoutes({ store, catalogue, clock, publicUrl, newId, links })
    })
  })
  after(() => server?.close())

  const freshLink = (locale: 'en' | 'zh-TW') => links.make({ ...made.of, locale })

  async function complaints(page: Page): Promise<string[]> {
    await page.evaluate(axe.source)
    const found: unknown = await page.evaluate(
      `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id }) => id))`,
    )
    return Array.isArray(found) ? found.map(String) : ['no answer']
  }

  for (const locale of ['en', 'zh-TW'] as const)
    for (const colorScheme of ['light', 'dark'] as const)
      it(`${locale}, ${colorScheme}: accessible, switches its language, prints the sheet alone`, async () => {
        const context = await browser().newContext({
          bypassCSP: true,
          colorScheme,
          viewport: { width: 360, height: 740 },
        })
        try {
          const page = await context.newPage()
          page.setDefaultTimeout(HANGS_MS)
          await page.goto(freshLink(locale))
          assert.ok((await page.locator('main').textContent())?.includes(made.number))
          assert.deepEqual(await complaints(page), [])
          const wide = await page.evaluate('document.documentElement.scrollWidth')
          assert.ok(Number(wide) <= 360, `${wide} px wide`)
          await page.emulateMedia({ media: 'print' })
          assert.equal(await page.locator('nav').isVisible(), false)
          assert.equal(await page.locator('.screen').isVisible(), false)
          await page.emulateMedia({ media: 'screen' })
          await page.locator('nav a').click()
          assert.equal(await page.locator('html').getAttribute('lang'), locale === 'en' ? 'zh-TW' : 'en')
          assert.ok((await page.locator('main').textContent())?.includes(made.number))
        } finally {
          await context.close()
        }
      })

  it('another browser gets a page that says why, accessible too', async () => {
    const link = freshLink('en')
    const [one, other] = [await browser().newContext(), await browser().newContext({ bypassCSP: true })]
    try {
      const first = await one.newPage()
      first.setDefaultTimeout(HANGS_MS)
      await first.goto(link)
      // The policy lets the page's own style in, and nothing else.
      assert.equal(await first.evaluate("getComputedStyle(document.querySelector('main')).maxWidth"), '704px')
      const page = await other.newPage()
      page.setDefaultTimeout(HANGS_MS)
      assert.equal((await page.goto(link))?.status(), 403)
      assert.match((await page.locator('main').textContent()) ?? '', /opened in another browser/)
      assert.deepEqual(await complaints(page), [])
    } finally {
      await one.close()
      await other.close()
    }
  })
})

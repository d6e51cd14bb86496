import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import type { Connector } from '../../../bot/sandbox/connector.ts'
import { consoleRoutes } from '../../../bot/sandbox/console.ts'
import { describeInBrowser } from '../../support/browser.ts'
import { serveRoutes } from './route-server.ts'
import { sampleBot } from './sample-bot.ts'
import { openStage } from './stage.ts'
import { startStockBot } from './stock-bot.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describeInBrowser('the try-it page', (browser) => {
  let connector: Connector
  let bot: Awaited<ReturnType<typeof startStockBot>>
  let server: Awaited<ReturnType<typeof serveRoutes>>
  let closing: AbortController
  let complaints: string[]
  const pages: Page[] = []
  let days: number

  beforeEach(async () => {
    days = 0
    complaints = []
    closing = new AbortController()
    bot = await startStockBot(sampleBot)
    connector = await openStage({ botUrl: bot.url })
    let nonces = 0
    const routes = consoleRoutes({
      connector,
      token: 'the-token',
      newNonce: () => `nonce-${++nonces}`,
      commands: { en: ['offers', 'help'], 'zh-TW': ['優惠', '說明'] },
      controls: {
        clock: {
          now: () => `2026-11-${23 + days}T08:00:00.000Z`,
          advance: async (more) => {
            days += more
          },
        },
        outcomes: ['succeed', 'decline'],
        nextCharge: () => undefined,
        jobs: async () => [{ key: 'renew:s-1:2', dueAt: '2026-11-24T08:00:00.000Z', state: 'waiting' }],
      },
      closing: closing.signal,
    })
    server = await serveRoutes(routes)
  })
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close()
    closing.abort()
    await server.close()
    await connector.close()
    await bot.close()
    assert.deepEqual(complaints, [])
  })

  async function open(person = 'purchaser-one', options: { width?: number; dark?: boolean } = {}): Promise<Page> {
    const viewport = { width: options.width ?? 1280, height: 900 }
    const context = await browser().newContext({ viewport, colorScheme: options.dark ? 'dark' : 'light' })
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    pages.push(page)
    // What the policy forbids and what scripts throw is printed there.
    page.on('console', (said) => {
      if (said.type() === 'error') complaints.push(said.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(`${server.url}/sandbox?token=the-token#${person}`)
    await page
      .getByRole('log')
      .first()
      .getByText(/Hello!|您好！/)
      .waitFor()
    return page
  }
  async function say(page: Page, text: string): Promise<void> {
    const field = page.locator('.composer textarea').first()
    await field.fill(text)
    await field.press('Enter')
  }

  it('opens with the token, adds the app once, talks, and shows the talk again after a reload without the token', async () => {
    const page = await open()
    assert.equal(new URL(page.url()).search, '')
    await say(page, 'hello <b>there</b>')
    await page.getByText('You said: hello <b>there</b>').waitFor()
    await page.reload()
    await page.getByText('You said: hello <b>there</b>').waitFor()
    const installs = bot.heard.filter((each) => each.type === 'installationUpdate')
    assert.equal(installs.length, 1)
  })

  it('presses Execute with the inputs, refuses without the required one, and shows the card that comes back', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'offers', exact: true }).click()
    await page.getByRole('button', { name: 'Purchase', exact: true }).click()
    await page.getByText('Please enter a name').waitFor()
    assert.equal(bot.heard.filter((each) => each.type === 'invoke').length, 0)
    await page.getByLabel('Company name').fill('ACME')
    await page.getByLabel('Country').selectOption('US')
    await page.getByLabel('I agree to the terms').check()
    await page.getByRole('button', { name: 'Purchase', exact: true }).click()
    await page.getByText(/purchase: .*"company":"ACME"/).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Purchase', exact: true }).count(), 0)
    const { action } = Object(bot.heard.at(-1)?.value)
    assert.deepEqual(action, {
      type: 'Action.Execute',
      verb: 'purchase',
      data: { verb: 'purchase', order: 'o-1', company: 'ACME', country: 'US', agree: 'true' },
      ...(action.id === undefined ? {} : { id: action.id }),
    })
  })

  it('presses Submit where an older client would, with the same data', async () => {
    const page = await open()
    await page.getByLabel('Buttons as shown by').selectOption('old')
    await say(page, 'offers')
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByText('submitted: {"verb":"back","order":"o-1"').waitFor()
    assert.equal(bot.heard.at(-1)?.type, 'message')
  })

  it('opens inner cards and hidden parts itself, and addresses in a new window only', async () => {
    const page = await open()
    await say(page, 'offers')
    const heard = bot.heard.length
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByText('Hidden facts').waitFor()
    await page.getByRole('button', { name: 'Change' }).click()
    await page.getByLabel('Note').waitFor()
    assert.equal(bot.heard.length, heard + 1)
    const popup = page.waitForEvent('popup')
    await page.getByRole('link', { name: 'Pay outside Teams' }).click()
    const opened = await popup
    assert.match(opened.url(), /^(about:blank|https:\/\/pay\.example\/1|chrome-error:)/)
    assert.equal(await opened.evaluate('window.opener'), null)
  })

  it('updates a card in place, asks once for a refresh, shows typing until something is said', async () => {
    const page = await open()
    await say(page, 'update')
    await page.getByText('after', { exact: true }).waitFor()
    assert.equal(await page.getByText('before', { exact: true }).count(), 0)
    await say(page, 'refresh')
    await page.getByText('refreshed: {"n":1}').waitFor()
    const automatic = bot.heard.filter((each) => Object(each.value).trigger === 'automatic')
    assert.equal(automatic.length, 1)
    await say(page, 'typing')
    await page.getByText('Partner Membership is typing').waitFor()
    await say(page, 'hello')
    await page.getByText('You said: hello').waitFor()
    await page.getByText('Partner Membership is typing').waitFor({ state: 'hidden' })
  })

  it('keeps what is half typed in a card while other messages come in', async () => {
    const page = await open()
    await say(page, 'offers')
    await page.getByLabel('Company name').fill('half')
    await say(page, 'something else')
    await page.getByText('You said: something else').waitFor()
    assert.equal(await page.getByLabel('Company name').inputValue(), 'half')
  })

  it('says under the card or the message when the bot gave no good answer', async () => {
    const page = await open()
    await say(page, 'fail')
    await page.getByRole('button', { name: 'Fail' }).click()
    await page.getByText('Something went wrong. Try again.').waitFor()
    await bot.close()
    await say(page, 'anybody?')
    await page.getByText('Not delivered: the bot gave no good answer.').waitFor()
  })

  it('F32: shows hostile text as text: no script, no image, no address but a web one', async () => {
    const page = await open()
    await say(page, 'hostile')
    await page.locator('.card').getByText('<img src=x').waitFor()
    assert.equal(await page.locator('.log img, .log a[href^="javascript"]').count(), 0)
    assert.equal(await page.title(), 'Try it')
  })

  it('is each person in turn: own chat, own language, what is new for the others', async () => {
    const page = await open()
    await page.getByRole('button', { name: /Viewer One/ }).click()
    await page.getByText('您好！').waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), 'zh-TW')
    await page.getByRole('button', { name: '優惠', exact: true }).click()
    await page.getByRole('button', { name: '購買', exact: true }).waitFor()
    await connector.say('purchaser-one', 'from elsewhere')
    await page.getByRole('button', { name: /Purchaser One.*1 則新訊息/ }).click()
    await page.getByText('You said: from elsewhere').waitFor()
    await page.getByLabel('Language of Teams').selectOption('zh-TW')
    await page.getByRole('heading', { name: '測試控制' }).waitFor()
    await say(page, '您好')
    await connector.waitFor('purchaser-one', () => bot.heard.at(-1)?.locale === 'zh-TW')
  })

  it('edits and deletes one’s own message, removes and adds the app', async () => {
    const page = await open()
    await say(page, 'teh help')
    await page.getByText('You said: teh help').waitFor()
    await page.locator('.from-me').hover()
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.locator('.from-me textarea').fill('the help')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Edited').waitFor()
    await page.locator('.from-me').hover()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByText('This message was deleted.').waitFor()
    await page.getByRole('button', { name: 'Remove the app' }).click()
    await page.getByRole('button', { name: 'Add the app for this person' }).click()
    await page.locator('.composer textarea').first().waitFor()
    assert.deepEqual(
      bot.heard
        .slice(-5)
        .map((each) => each.type)
        .sort(),
      ['conversationUpdate', 'installationUpdate', 'installationUpdate', 'messageDelete', 'messageUpdate'],
    )
  })

  it('shows a channel beside the chat, with threads', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Add the app to this team' }).click()
    const desk = page.getByRole('region', { name: 'Desk' })
    await desk.getByRole('textbox').fill('queue')
    await desk.getByRole('button', { name: 'Send' }).click()
    await desk.getByText(/You said:.* queue/).waitFor()
    await desk.getByRole('button', { name: 'Reply in the thread' }).last().click()
    await desk.getByRole('textbox').fill('mine')
    await desk.getByRole('button', { name: 'Send' }).click()
    await desk.getByText(/You said:.* mine/).waitFor()
    const [greeting, ...rest] = connector.conversation('desk')
    assert.equal(greeting?.from, 'bot')
    assert.deepEqual(
      rest.map((each) => each.thread),
      Array.from({ length: 4 }, () => rest[0]?.id),
    )
  })

  it('turns the test clock and lists the jobs', async () => {
    const page = await open()
    await page.getByText('Nov 23, 2026, 12:00 AM').waitFor()
    await page.getByRole('button', { name: '+1 day' }).click()
    await page.getByText('Nov 24, 2026, 12:00 AM', { exact: true }).first().waitFor()
    assert.equal(days, 1)
    await page.getByText('renew:s-1:2').waitFor()
  })

  it('goes on by itself when the server was away', async () => {
    const page = await open()
    await page.context().setOffline(true)
    closing.abort()
    await page.getByText('The bot is not running.').waitFor()
    await page.context().setOffline(false)
    await connector.say('purchaser-one', 'back again')
    await page.getByText('You said: back again').waitFor()
    await page.getByText('The bot is not running.').waitFor({ state: 'hidden' })
    complaints.splice(0)
  })

  for (const [person, width, dark] of [
    ['purchaser-one', 1280, false],
    ['purchaser-two', 400, true],
  ] as const) {
    it(`can be read and used by all: ${person}, ${width} px, ${dark ? 'dark' : 'light'}`, async () => {
      const page = await open(person, { width, dark })
      await say(page, 'offers')
      await page.locator('.ac-pushButton').first().waitFor()
      const broad = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')
      assert.equal(broad, false)
      if (width === 400) await page.locator('.toggle').first().click()
      // The checker is not part of the page: the page's policy would not let it in as a script element.
      await page.evaluate(AXE)
      const found: string = await page.evaluate(`axe.run({ resultTypes: ['violations'] }).then((found) =>
        found.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' | ')).join('\\n'))`)
      assert.equal(found, '')
    })
  }
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describeInBrowser } from '../../../support/browser.ts'
import { HANGS_MS } from '../../../support/hangs.ts'
import { openPageRig, type PageRig, say } from './page-rig.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describeInBrowser('the try-it page', (browser) => {
  let rig: PageRig
  beforeEach(async () => {
    rig = await openPageRig(browser())
  })
  afterEach(() => rig.close())

  it('opens with the token, adds the app once, talks, and shows the talk again after a reload without the token', async () => {
    const page = await rig.open()
    assert.equal(new URL(page.url()).search, '')
    await say(page, 'hello <b>there</b>')
    await page.getByText('You said: hello <b>there</b>').waitFor()
    await page.reload()
    await page.getByText('You said: hello <b>there</b>').waitFor()
    const installs = rig.bot.heard.filter((each) => each.type === 'installationUpdate')
    assert.equal(installs.length, 1)
  })

  it('is each person in turn: own chat, own language, what is new for the others', async () => {
    const page = await rig.open()
    await page.getByRole('button', { name: /Viewer One/ }).click()
    await page.getByText('您好！').waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), 'zh-TW')
    await page.getByRole('button', { name: '優惠', exact: true }).click()
    await page.getByRole('button', { name: '購買', exact: true }).waitFor()
    await rig.connector.say('purchaser-one', 'from elsewhere')
    await page.getByRole('button', { name: /Purchaser One.*1 則新訊息/ }).click()
    await page.getByText('You said: from elsewhere').waitFor()
    await page.getByLabel('Language of Teams').selectOption('zh-TW')
    await page.getByRole('heading', { name: '測試控制' }).waitFor()
    await say(page, '您好')
    await rig.connector.waitFor('purchaser-one', () => rig.bot.heard.at(-1)?.locale === 'zh-TW', {
      timeoutMs: HANGS_MS,
    })
  })

  it('edits and deletes one’s own message, removes and adds the app', async () => {
    const page = await rig.open()
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
      rig.bot.heard
        .slice(-5)
        .map((each) => each.type)
        .sort(),
      ['conversationUpdate', 'installationUpdate', 'installationUpdate', 'messageDelete', 'messageUpdate'],
    )
  })

  it('shows a channel beside the chat, with threads', async () => {
    const page = await rig.open()
    await page.getByRole('button', { name: 'Add the app to this team' }).click()
    const desk = page.getByRole('region', { name: 'Desk' })
    const cut = await desk.getByRole('textbox').evaluate((field) => field.scrollHeight > field.clientHeight + 1)
    assert.equal(cut, false, 'what is to be written there can be read')
    await desk.getByRole('textbox').fill('queue')
    await desk.getByRole('button', { name: 'Send' }).click()
    await desk.getByText(/You said:.* queue/).waitFor()
    await desk.getByRole('button', { name: 'Reply in the thread' }).last().click()
    await desk.getByRole('textbox').fill('mine')
    await desk.getByRole('button', { name: 'Send' }).click()
    await desk.getByText(/You said:.* mine/).waitFor()
    assert.equal(await desk.getByText('Mon, November 23, 2026').count(), 1, 'the day is said once')
    const [greeting, ...rest] = rig.connector.conversation('desk')
    assert.equal(greeting?.from, 'bot')
    assert.deepEqual(
      rest.map((each) => each.thread),
      Array.from({ length: 4 }, () => rest[0]?.id),
    )
  })

  it('turns the test clock once however often it is pressed, says who heard of it, and lists the jobs', async () => {
    const page = await rig.open()
    await page.getByText('Nov 23, 2026, 12:00 AM').waitFor()
    await page.getByRole('button', { name: '+1 day' }).dblclick()
    await page.getByText('Nov 24, 2026, 12:00 AM', { exact: true }).first().waitFor()
    assert.equal(rig.days(), 1)
    await page.getByRole('status').getByText('The bot wrote to Purchaser One.').waitFor()
    await page.getByRole('button', { name: 'To the next message' }).click()
    await page.getByRole('status').getByText('Nothing is due that the bot would tell anybody.').waitFor()
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Renewalwaiting' })
      .getByText('Action Pack · Partner One')
      .waitFor()
  })

  it('shows what is to become of the next charge, also after a change of person, and no longer than that', async () => {
    const page = await rig.open()
    const outcome = page.getByLabel('Outcome of the next charge')
    await outcome.selectOption('decline')
    await page.getByRole('button', { name: 'Colleague One' }).click()
    await page.getByText('What Colleague One sees in Teams').waitFor()
    assert.equal(await outcome.inputValue(), 'decline')
    await page.getByRole('button', { name: '+1 day' }).click()
    await page.getByRole('status').getByText('The bot wrote to').waitFor()
    assert.equal(await outcome.inputValue(), 'succeed')
  })

  it('F59: disputes the last payment, and says when there is none', async () => {
    const page = await rig.open()
    await page.getByRole('button', { name: 'Dispute the last payment' }).click()
    await page.getByRole('status').getByText('The bank tells the bot.').waitFor()
    await page.getByRole('button', { name: 'The payment stands' }).click()
    await page.getByRole('status').getByText('There is no payment, or no dispute of it.').waitFor()
  })

  it('F72: refunds at the gateway, and says when nothing is left of it', async () => {
    const page = await rig.open()
    await page.getByLabel('Outcome of the next refund').selectOption('pending')
    await page.getByRole('button', { name: 'Refund the last payment at the gateway' }).click()
    await page.getByRole('status').getByText('The gateway tells the bot.').waitFor()
    await page.getByRole('button', { name: 'The last refund fails' }).click()
    await page.getByRole('status').getByText('There is no payment left to refund, or no refund of it.').waitFor()
  })

  it('goes on by itself when the server was away', async () => {
    const page = await rig.open()
    await page.context().setOffline(true)
    rig.closing.abort()
    await page.getByText('The bot is not running.').waitFor()
    await page.context().setOffline(false)
    await rig.connector.say('purchaser-one', 'back again')
    await page.getByText('You said: back again').waitFor()
    await page.getByText('The bot is not running.').waitFor({ state: 'hidden' })
    rig.complaints.splice(0)
  })

  for (const [person, width, dark] of [
    ['purchaser-one', 1280, false],
    ['purchaser-two', 400, true],
  ] as const) {
    it(`can be read and used by all: ${person}, ${width} px, ${dark ? 'dark' : 'light'}`, async () => {
      const page = await rig.open(person, { width, dark })
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

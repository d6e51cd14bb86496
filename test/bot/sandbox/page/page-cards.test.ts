import assert from 'node:assert/strict'
import { describeInBrowser } from '../../../support/browser.ts'
import { openPageRig, type PageRig, say } from './page-rig.ts'

describeInBrowser('the try-it page: cards', (browser) => {
  let rig: PageRig
  beforeEach(async () => {
    rig = await openPageRig(browser())
  })
  afterEach(() => rig.close())

  it('presses Execute with the inputs, refuses without the required one, and shows the card that comes back', async () => {
    const page = await rig.open()
    await page.getByRole('button', { name: 'offers', exact: true }).click()
    await page.getByRole('button', { name: 'Purchase', exact: true }).click()
    await page.getByText('Please enter a name').waitFor()
    assert.equal(rig.bot.heard.filter((each) => each.type === 'invoke').length, 0)
    await page.getByLabel('Company name').fill('ACME')
    await page.getByLabel('Country').selectOption('US')
    await page.getByLabel('I agree to the terms').check()
    await page.getByRole('button', { name: 'Purchase', exact: true }).click()
    await page.getByText(/purchase: .*"company":"ACME"/).waitFor()
    assert.equal(await page.getByRole('button', { name: 'Purchase', exact: true }).count(), 0)
    const { action } = Object(rig.bot.heard.at(-1)?.value)
    assert.deepEqual(action, {
      type: 'Action.Execute',
      verb: 'purchase',
      data: { verb: 'purchase', order: 'o-1', company: 'ACME', country: 'US', agree: 'true' },
      ...(action.id === undefined ? {} : { id: action.id }),
    })
  })

  it('presses Submit where an older client would, with the same data', async () => {
    const page = await rig.open()
    await page.getByLabel('Buttons as shown by').selectOption('old')
    await say(page, 'offers')
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByText('submitted: {"verb":"back","order":"o-1"').waitFor()
    assert.equal(rig.bot.heard.at(-1)?.type, 'message')
  })

  it('opens inner cards and hidden parts itself, and addresses in a new window only', async () => {
    const page = await rig.open()
    await say(page, 'offers')
    const more = page.getByRole('button', { name: 'More' })
    // The card is there: the bot has heard what it answers.
    await more.waitFor()
    const heard = rig.bot.heard.length
    await more.click()
    await page.getByText('Hidden facts').waitFor()
    await page.getByRole('button', { name: 'Change' }).click()
    await page.getByLabel('Note').waitFor()
    assert.equal(rig.bot.heard.length, heard + 1)
    const popup = page.waitForEvent('popup')
    await page.getByRole('link', { name: 'Pay outside Teams' }).click()
    const opened = await popup
    assert.match(opened.url(), /^(about:blank|https:\/\/pay\.example\/1|chrome-error:)/)
    assert.equal(await opened.evaluate('window.opener'), null)
  })

  it('updates a card in place, asks once for a refresh, shows typing until something is said', async () => {
    const page = await rig.open()
    await say(page, 'update')
    await page.getByText('after', { exact: true }).waitFor()
    assert.equal(await page.getByText('before', { exact: true }).count(), 0)
    await say(page, 'refresh')
    await page.getByText('refreshed: {"n":1}').waitFor()
    const automatic = rig.bot.heard.filter((each) => Object(each.value).trigger === 'automatic')
    assert.equal(automatic.length, 1)
    await say(page, 'typing')
    await page.getByText('Partner Membership is typing').waitFor()
    await say(page, 'hello')
    await page.getByText('You said: hello').waitFor()
    await page.getByText('Partner Membership is typing').waitFor({ state: 'hidden' })
  })

  it('keeps what is half typed in a card while other messages come in', async () => {
    const page = await rig.open()
    await say(page, 'offers')
    await page.getByLabel('Company name').fill('half')
    await say(page, 'something else')
    await page.getByText('You said: something else').waitFor()
    assert.equal(await page.getByLabel('Company name').inputValue(), 'half')
  })

  it('says under the card or the message when the bot gave no good answer', async () => {
    const page = await rig.open()
    await say(page, 'fail')
    await page.getByRole('button', { name: 'Fail', exact: true }).click()
    await page.getByText('Something went wrong. Try again.').waitFor()
    await rig.bot.close()
    await say(page, 'anybody?')
    await page.getByText('Not delivered: the bot gave no good answer.').waitFor()
  })

  it('leads back from a page outside to whoever has opened it', async () => {
    const page = await rig.open('purchaser-two')
    const context = page.context()
    await context.route('https://pay.example/**', (route) => route.fulfill({ body: 'paid' }))
    await say(page, '優惠')
    const link = page.getByRole('link', { name: '在 Teams 外付款' })
    const [outside] = await Promise.all([context.waitForEvent('page'), link.click()])
    await outside.getByText('paid').waitFor()
    // As its way back leads: without a name.
    await outside.goto(page.url().replace(/#.*/, ''))
    await outside.locator('#people [aria-current=true]').getByText('Purchaser Two').waitFor()
  })

  it('F32: shows hostile text as text: no script, no image, no address but a web one', async () => {
    const page = await rig.open()
    await say(page, 'hostile')
    await page.locator('.card').getByText('<img src=x').waitFor()
    assert.equal(await page.locator('.log img, .log a[href^="javascript"]').count(), 0)
    assert.equal(await page.title(), 'Try it')
  })
})

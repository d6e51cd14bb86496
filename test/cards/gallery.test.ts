import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { LOCALES } from '../../store/values/locale.ts'
import { describeInBrowser } from '../support/browser.ts'
import { openGallery, showCards, THEMES, WIDTHS } from './gallery/open.ts'
import { allSamples, KINDS } from './samples.ts'

const samples = await allSamples()

describeInBrowser('cards as Teams renders them', (browser) => {
  let page: Page
  before('opens the page', async () => {
    page = await openGallery(browser())
  })
  after('closes it', () => page.close())

  for (const { name, make } of samples)
    for (const lang of LOCALES)
      it(`${name}, ${lang}: nothing overflows, is cut, broken, faint or without a glyph, in light and dark`, async () => {
        const shown = WIDTHS.flatMap((width) =>
          KINDS.map((kind) => ({ card: make(kind, lang).content, caption: `${kind} at ${width} px`, width })),
        )
        for (const theme of THEMES) {
          const faults = await showCards(page, shown, { theme, lang })
          const found = faults.flatMap((each, i) => each.map((fault) => `${shown[i]?.caption}, ${theme}: ${fault}`))
          assert.deepEqual(found, [])
        }
      })

  it('would tell', async () => {
    const text = (said: string, more = {}) => ({ type: 'TextBlock', text: said, ...more })
    const card = (...body: object[]) => ({ type: 'AdaptiveCard', version: '1.5', body })
    const column = (width: number, ...items: object[]) => ({ type: 'Column', width, items })
    const faults = async (shown: object) => {
      const [found = []] = await showCards(page, [{ card: shown, caption: '', width: 240 }], {
        theme: 'light',
        lang: 'en',
      })
      return found.join('\n')
    }
    const long = 'longer than the card is wide, without wrapping'
    assert.match(await faults(card(text(long))), /is cut/)
    assert.match(await faults(card(text('faint', { color: 'light' }))), /has contrast 1\.00/)
    assert.match(await faults(card(text('private: \u{10fff0}'))), /has no glyph/)
    const narrow = { type: 'ColumnSet', columns: [column(1, text('Membership', { wrap: true })), column(9, text('x'))] }
    assert.match(await faults(card(narrow)), /Membership is broken/)
    assert.equal(await faults(card(text('fine'))), '')
  })
})

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { LOCALES } from '../../../store/values/locale.ts'
import { chromiumPath } from '../../support/browser.ts'
import { allSamples, KINDS } from '../samples.ts'
import { openGallery, showCards, THEMES, WIDTHS } from './open.ts'

/*
 * npm run gallery [card…]: every card in every language, theme and width, as pictures with a page that shows them all.
 */
const wanted = process.argv.slice(2)
const out = new URL('../../../out/gallery/', import.meta.url)
const executablePath = chromiumPath()
if (!executablePath) throw new Error('Chromium is not installed; set CHROMIUM_PATH to where it is')

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
const page = await openGallery(browser)
const files: string[] = []
let faults = 0
for (const { name, make } of await allSamples()) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const lang of LOCALES)
    for (const theme of THEMES) {
      const shown = WIDTHS.flatMap((width) =>
        KINDS.map((kind) => ({ card: make(kind, lang).content, caption: `${name} · ${kind} · ${width} px`, width })),
      )
      const found = await showCards(page, shown, { theme, lang })
      for (const [i, each] of found.entries())
        for (const fault of each) console.log(`${shown[i]?.caption} · ${lang} · ${theme}: ${fault}`)
      faults += found.flat().length
      const file = `${name}-${lang}-${theme}.png`
      await page.locator('main').screenshot({ path: new URL(file, out).pathname })
      files.push(file)
    }
}
await browser.close()

const figures = files.map(
  (file) => `<figure><figcaption>${file}</figcaption><img src="${file}" alt="${file}"></figure>`,
)
const html = `<!doctype html><meta charset="utf-8"><title>Cards</title><body>${figures.join('\n')}</body>`
writeFileSync(new URL('index.html', out), html)
console.log(`${files.length} pictures in out/gallery/, ${faults} faults`)

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import type { Locale } from '../../../store/values/locale.ts'
import { HANGS_MS } from '../../support/hangs.ts'

export const THEMES = ['light', 'dark'] as const
/** Pixels: a chat on a desktop, and the narrowest one on a phone. */
export const WIDTHS = [480, 240]
type Theme = (typeof THEMES)[number]
/** A card with the width in pixels that the chat gives it. */
type Shown = { card: unknown; caption: string; width: number }

const ORIGIN = 'http://gallery.test'
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
}
const require = createRequire(import.meta.url)

/**
 * A page that renders cards as the try-it page does: the official renderer with Teams' host configuration. Its files
 * are given to it here, nothing is fetched from anywhere.
 */
export async function openGallery(browser: Browser): Promise<Page> {
  const page = await browser.newPage()
  page.setDefaultTimeout(HANGS_MS)
  await page.route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url())
    const file = origin === ORIGIN ? fileFor(pathname) : undefined
    if (!file) return route.abort()
    const body = file.endsWith('.html') ? withStyles(readFileSync(file, 'utf8')) : readFileSync(file)
    return route.fulfill({ contentType: `${TYPES[extname(file)]}; charset=utf-8`, body })
  })
  await page.goto(`${ORIGIN}/gallery/index.html`)
  await page.waitForFunction('window.showCards')
  return page
}

/** Puts these cards on the page; for each of them what is wrong with its looks. */
export async function showCards(page: Page, shown: Shown[], look: { theme: Theme; lang: Locale }): Promise<string[][]> {
  return page.evaluate(`window.showCards(${JSON.stringify(shown)}, ${JSON.stringify(look)})`)
}

/** With the style sheets that the try-it page has at this time, whatever they are called. */
function withStyles(html: string): string {
  const page = readFileSync(new URL('../../../bot/sandbox/page/assets/index.html', import.meta.url), 'utf8')
  return html.replace(/<!--.*?-->/, page.match(/<link rel="stylesheet"[^>]*>/g)?.join('') ?? '')
}

function fileFor(path: string): string | undefined {
  const [, folder, name = ''] = /^\/(sandbox|gallery)\/([\w-]+\.\w+)$/.exec(path) ?? []
  if (name === 'adaptivecards.js') return require.resolve('adaptivecards/dist/adaptivecards.min.js')
  if (name === 'markdown-it.js') return fileURLToPath(import.meta.resolve('markdown-it/browser'))
  if (folder === 'gallery') return fileURLToPath(new URL(`page/${name}`, import.meta.url))
  return folder ? fileURLToPath(new URL(`../../../bot/sandbox/page/assets/${name}`, import.meta.url)) : undefined
}

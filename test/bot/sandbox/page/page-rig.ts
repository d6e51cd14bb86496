import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { consoleRoutes } from '../../../../bot/sandbox/page/console.ts'
import { HANGS_MS } from '../../../support/hangs.ts'
import { sampleBot } from '../connector/sample-bot.ts'
import { openStage } from '../connector/stage.ts'
import { startStockBot } from '../connector/stock-bot.ts'
import { serveRoutes } from './route-server.ts'

export type PageRig = Awaited<ReturnType<typeof openPageRig>>

/** A stock bot, the connector, and the try-it page served over it. `close` fails if a page complained. */
export async function openPageRig(browser: Browser) {
  const closing = new AbortController()
  const bot = await startStockBot(sampleBot)
  const connector = await openStage({ botUrl: bot.url })
  const pages: Page[] = []
  /** What the policy forbids and what scripts throw is printed in the browser's console. */
  const complaints: string[] = []
  let days = 0
  let outcome = 'succeed'
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
          outcome = 'succeed'
          await connector.say('purchaser-one', 'a day is over')
        },
        toNextMessage: async () => undefined,
      },
      outcomes: ['succeed', 'decline'],
      disputes: ['open', 'won', 'lost'],
      dispute: async (state) => state === 'open',
      refundOutcomes: ['succeed', 'pending'],
      nextRefund: () => undefined,
      refundActs: ['whole_elsewhere', 'part_elsewhere', 'arrives', 'fails'],
      refund: async (act) => act === 'whole_elsewhere',
      outcome: () => outcome,
      nextCharge: (next) => {
        outcome = next
      },
      jobs: async () => [
        {
          key: 'renew:s-1:2',
          what: 'job.renew',
          about: { en: 'Action Pack · Partner One', 'zh-TW': '行動套件 · Partner One' },
          at: '2026-11-24T08:00:00.000Z',
          state: 'waiting',
        },
      ],
    },
    closing: closing.signal,
  })
  const server = await serveRoutes(routes)

  return {
    bot,
    connector,
    complaints,
    closing,
    days: () => days,
    /** The page as this person, once the bot has said hello. */
    async open(person = 'purchaser-one', options: { width?: number; dark?: boolean } = {}): Promise<Page> {
      const viewport = { width: options.width ?? 1280, height: 900 }
      const context = await browser.newContext({ viewport, colorScheme: options.dark ? 'dark' : 'light' })
      context.setDefaultTimeout(HANGS_MS)
      const page = await context.newPage()
      pages.push(page)
      page.on('console', (said) => {
        if (said.type() === 'error') complaints.push(said.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(`${server.url}/sandbox?token=the-token#${person}`)
      const hello = page.getByRole('log').first()
      await hello.getByText(/Hello!|您好！/).waitFor()
      return page
    },
    async close(): Promise<void> {
      for (const page of pages) await page.context().close()
      closing.abort()
      await server.close()
      await connector.close()
      await bot.close()
      assert.deepEqual(complaints, [])
    },
  }
}

export async function say(page: Page, text: string): Promise<void> {
  const field = page.locator('.composer textarea').first()
  await field.fill(text)
  await field.press('Enter')
}

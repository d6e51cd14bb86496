import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { dropDatabase, mongoServer } from './support/mongo.ts'
import { runBot } from './support/running-bot.ts'

/** Talks with the bot in its terminal, with the settings given, and gives what it printed. */
async function talk(lines: string[], settings: Record<string, string> = {}, flags: string[] = []) {
  const bot = await runBot(settings, ['--local', '--terminal', ...flags])
  bot.child.stdin.end(`${lines.join('\n')}\n`)
  const code = await bot.ended
  return { code, printed: bot.printed(), bot }
}

describe('npm run chat, as a process', () => {
  it('talks in the terminal, keeps its records, and begins anew with --fresh', async () => {
    const first = await talk(['hello', 'join', 'Partner One, United States, UTC', 'offers', 'exit'])
    try {
      assert.equal(first.code, 0, first.printed)
      assert.match(first.printed, /Partner One is now a network member/)
      assert.match(first.printed, /Your level: Network/)
      const settings = { DATA_DIR: first.bot.folder }
      const again = await talk(['language zh-TW', '語言', '2', '優惠', 'exit'], settings)
      assert.match(again.printed, /您目前的等級：網路/)
      const anew = await talk(['offers', 'exit'], settings, ['--fresh'])
      assert.match(anew.printed, /Your company isn’t a member yet|貴公司尚未成為會員/)
    } finally {
      await first.bot.remove()
    }
  })

  it('a second process on one folder: one clear sentence, exit 1', async () => {
    const first = await runBot()
    try {
      await first.address()
      const second = await runBot({ DATA_DIR: first.folder })
      assert.equal(await second.ended, 1)
      assert.match(second.printed(), /is in use by another process/)
      assert.equal(second.printed().trim().split('\n').length, 1)
      assert.equal(await first.stop(), 0)
    } finally {
      await first.remove()
    }
  })

  it('keeps its records on a MongoDB server when MONGODB_URI names one', async function () {
    const server = await mongoServer()
    if (!server) return this.skip()
    const database = `walk-${randomUUID().slice(0, 8)}`
    try {
      const settings = { MONGODB_URI: server.uri(database) }
      const first = await talk(['join', 'Partner One, Taiwan, Asia/Taipei', 'exit'], settings)
      assert.match(first.printed, /Partner One is now a network member/)
      const again = await talk(['offers', 'exit'], settings)
      assert.match(again.printed, /TWD 14,800\.00/)
      await Promise.all([first.bot.remove(), again.bot.remove()])
    } finally {
      await dropDatabase(server, database)
    }
  })
})

import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import type { Connector } from '../../../../bot/sandbox/connector/connector.ts'
import type { Controls } from '../../../../bot/sandbox/page/console.ts'
import { talkInTerminal } from '../../../../bot/sandbox/terminal/terminal.ts'
import { sampleBot } from '../connector/sample-bot.ts'
import { openStage } from '../connector/stage.ts'
import { startStockBot } from '../connector/stock-bot.ts'

describe('the terminal client, by pipe', () => {
  let connector: Connector
  let bot: Awaited<ReturnType<typeof startStockBot>>

  beforeEach(async () => {
    bot = await startStockBot(sampleBot)
    connector = await openStage({ botUrl: bot.url })
  })
  afterEach(async () => {
    await connector.close()
    await bot.close()
  })

  /** What the terminal shows when these lines are piped in. */
  async function talk(lines: string[], more: { person?: string; controls?: Controls } = {}): Promise<string> {
    const input = new PassThrough()
    const output = new PassThrough()
    const ended = talkInTerminal({ connector, input, output, ...more })
    input.end(lines.map((line) => `${line}\n`).join(''))
    await ended
    return String(output.read() ?? '')
  }

  it('adds the app, says hello, echoes what is piped in, and ends at the end of the pipe', async () => {
    assert.equal(
      await talk(['hi there']),
      [
        'You are Purchaser One (Partner One). Write to the bot, type a number to press a button, /help for more, exit to end.',
        'Partner Membership:',
        '  Hello! I help you join.',
        '> hi there',
        'Partner Membership:',
        '  You said: hi there',
        '',
      ].join('\n'),
    )
  })

  it('asks for a card’s inputs one by one, again where the card would refuse, and shows the used card', async () => {
    const shown = await talk(['offers', '1', '', 'ACME', '2', 'yes', 'exit', 'never said'])
    assert.match(shown, /\[1\] Purchase\n.*\[2\] Back/)
    assert.match(shown, / {2}Company name: \n {2}! Please enter a name\n {2}Company name: ACME\n {4}1 {2}Taiwan/)
    assert.match(
      shown,
      /Partner Membership \(updated\):\n {2}purchase: .*"company":"ACME","country":"US","agree":"true"/,
    )
    assert.doesNotMatch(shown, /never said/)
    const pressed = bot.heard.at(-1)
    assert.deepEqual([pressed?.type, Object(pressed?.value).action.verb], ['invoke', 'purchase'])
  })

  it('lets whoever cannot answer leave the card by exit or a slash, and sends nothing', async () => {
    const shown = await talk(['offers', '1', '/who', '1', 'exit', 'hi'])
    assert.equal(shown.match(/Left the card\. Nothing was sent\./g)?.length, 2)
    assert.match(shown, /You said: hi/)
    assert.ok(bot.heard.every((each) => each.type !== 'invoke'))
  })

  it('S25: talks zh-TW to a person whose Teams does', async () => {
    const shown = await talk(['優惠', '1', '公司', '1', '是', '/nothing'], { person: 'purchaser-two' })
    assert.match(shown, /^您是 Purchaser Two（Partner Two）。/)
    assert.match(shown, /國家\/地區（數字或文字；Enter：台灣）：1\n/)
    assert.match(shown, /Partner Membership（已更新）：\n {2}purchase: /)
    assert.match(shown, /沒有這個命令或值：\/nothing。/)
  })

  it('prints addresses, shows inner cards and hidden parts, and presses without inputs', async () => {
    const shown = await talk(['offers', '3', '5', '4', '2'])
    assert.match(shown, /> 3\nOpens outside Teams: https:\/\/pay\.example\/1\n/)
    assert.match(shown, /> 5\n {2}- Note: …\n {2}\[6\] Save\n/)
    assert.match(
      shown,
      /> 4\n[\s\S]*Hidden facts[\s\S]*\[2\] Back[\s\S]*\(updated\):\n {2}back: \{"verb":"back","order":"o-1"\}/,
    )
  })

  it('shows what a refresh brings instead of what was sent, and updates as updates', async () => {
    const shown = await talk(['refresh', 'update'])
    assert.doesNotMatch(shown, /stale/)
    assert.match(shown, /refreshed: \{"n":1\}/)
    assert.match(shown, / {2}before\nPartner Membership \(updated\):\n {2}after/)
  })

  it('says when something went wrong, with the card or without', async () => {
    assert.match(await talk(['fail', '1']), /\(updated\):\n {2}press it\n {2}\[1\] Fail\n {2}! Something went wrong/)
    await bot.close()
    assert.match(await talk(['anybody?']), /> anybody\?\nNot delivered: the bot gave no good answer\.\n/)
  })

  it('a press that leaves its card as it is shows nothing: no card again, no fault', async () => {
    assert.match(await talk(['stay', '1']), /it stays\n {2}\[1\] Stay\n> 1\n$/)
  })

  it('takes words of its own: people, language, zone, clock, charge, waiting', async () => {
    let days = 0
    const chosen: string[] = []
    const controls: Controls = {
      clock: {
        now: () => `day ${days}`,
        advance: async (more) => {
          days += more
        },
        toNextMessage: async () => {
          days += 100
          return `day ${days}`
        },
        toRenewal: async () => undefined,
      },
      outcomes: ['succeed', 'decline'],
      nextCharge: (outcome) => chosen.push(outcome),
      disputes: ['open', 'won'],
      dispute: async (state) => chosen.push(state) > 0 && state === 'open',
      refundOutcomes: ['succeed', 'pending'],
      nextRefund: (outcome) => chosen.push(outcome),
      refundActs: ['arrives', 'fails'],
      refund: async (act) => chosen.push(act) > 0 && act === 'arrives',
    }
    const words = [
      '/who',
      '/who 2',
      '/language zh',
      '/zone Mars',
      '/zone UTC',
      '/days 30',
      '/next',
      '/renewal',
      '/outcome decline',
      '/outcome x',
      '/dispute open',
      '/dispute won',
      '/dispute x',
      '/refund pending',
      '/refund arrives',
      '/refund fails',
      '/refund x',
    ]
    const shown = await talk([...words, '/wait 0.01', '/say 1', '/help'], { controls })
    assert.match(shown, /^\* 1 {2}Purchaser One, Partner One {2}purchaser-one$/m)
    assert.match(shown, /^You are Colleague One/m)
    assert.match(shown, /沒有這個命令或值：\/zone Mars。/)
    assert.match(shown, /Bot 的時間是 day 30。\n.*Bot 的時間是 day 130。\n.*目前沒有需要 Bot 通知的事項。/s)
    assert.match(shown, /succeed {2}decline\n沒有這個命令或值：\/outcome x。/)
    assert.match(shown, /銀行已通知 Bot。.*沒有付款，或沒有爭議。.*open {2}won\n沒有這個命令或值：\/dispute x。/s)
    assert.match(shown, /下一次退款：pending。.*付款閘道已通知 Bot。.*沒有可退款的付款，或沒有退款。/s)
    assert.match(shown, /succeed {2}pending {2}arrives {2}fails\n沒有這個命令或值：\/refund x。/)
    assert.match(shown, /沒有收到任何內容。/)
    assert.match(shown, /You said: 1/)
    assert.deepEqual(chosen, ['decline', 'open', 'won', 'pending', 'arrives', 'fails'])
    assert.deepEqual(
      [connector.person('colleague-one').locale, connector.person('colleague-one').zone],
      ['zh-TW', 'UTC'],
    )
  })

  it('goes on where an earlier talk ended: the last card’s buttons still work', async () => {
    await talk(['offers'])
    const shown = await talk(['2'])
    assert.match(shown, /\[2\] Back[\s\S]*back: \{"verb":"back"/)
  })
})

import assert from 'node:assert/strict'
import type { Connector } from '../../bot/sandbox/connector/connector.ts'
import { sampleBot } from '../bot/sandbox/connector/sample-bot.ts'
import { openStage } from '../bot/sandbox/connector/stage.ts'
import { startStockBot } from '../bot/sandbox/connector/stock-bot.ts'
import { findAction, openChat, textsOf } from './chat.ts'

describe('a chat in a test', () => {
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

  it('gives what the bot newly said, presses by title or verb, and sees what the person sees', async () => {
    const chat = await openChat(connector, 'purchaser-one')
    assert.deepEqual(chat.texts(), ['**Hello!** I help you join.'])
    assert.deepEqual(
      (await chat.say('hi')).map((each) => each.text),
      ['You said: hi'],
    )
    await chat.say('offers')
    assert.ok(textsOf(chat.lastCard()).includes('USD 475.00'))
    const [used] = await chat.press('Purchase', { company: 'ACME' })
    assert.match(textsOf(chat.lastCard()).join(), /purchase: .*"company":"ACME"/)
    assert.equal(used?.id, chat.messages().at(-1)?.id)
    await assert.rejects(chat.press('Purchase'), /no card has a button 'Purchase'; the last one says: purchase/)
    await chat.say('offers')
    await chat.press('back')
    assert.equal(chat.cards().length, 2)
    assert.equal((await chat.waitFor((messages) => messages.find((each) => each.text === 'hi')))?.from, 'person')
  })

  it('finds buttons wherever a card holds them, and throws when the bot gives no good answer', async () => {
    const card = {
      body: [{ type: 'ActionSet', actions: [{ type: 'Action.Submit', title: 'Deep', data: { title: 'x' } }] }],
    }
    assert.equal(findAction(card, 'Deep')?.title, 'Deep')
    assert.equal(findAction(card, 'x'), undefined)
    const chat = await openChat(connector, 'purchaser-one')
    await bot.close()
    await assert.rejects(chat.say('hi'), /the bot answered 0/)
    assert.deepEqual(await chat.say('hi', { anyStatus: true }), [])
  })
})

import assert from 'node:assert/strict'
import { CardFactory, TurnContext } from 'botbuilder'
import type { Connector } from '../../../../bot/sandbox/connector/connector.ts'
import { openStage } from './stage.ts'
import { startStockBot } from './stock-bot.ts'

const CARD = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Offers' }] }

describe('connector: what the stock client asks of it', () => {
  let connector: Connector
  let bot: Awaited<ReturnType<typeof startStockBot>>
  let logic: (context: TurnContext) => Promise<void>

  beforeEach(async () => {
    logic = async () => undefined
    bot = await startStockBot((context) => logic(context))
    connector = await openStage({ botUrl: bot.url })
    await connector.install('purchaser-one')
  })
  afterEach(async () => {
    await connector.close()
    await bot.close()
    assert.deepEqual(bot.errors, [])
  })
  const told = () => connector.conversation('purchaser-one').filter((each) => each.from === 'bot')

  it('sends, with an id that the bot gets back', async () => {
    let id: string | undefined
    logic = async (context) => {
      id = (await context.sendActivity('Hello'))?.id
    }
    const answer = await connector.say('purchaser-one', 'hi')
    assert.equal(answer.status, 200)
    assert.deepEqual(
      told().map((each) => [each.id, each.text]),
      [[id, 'Hello']],
    )
  })

  it('updates a card in place and keeps the message where it was', async () => {
    logic = async (context) => {
      const sent = await context.sendActivity({ attachments: [CardFactory.adaptiveCard(CARD)] })
      await context.sendActivity('below')
      await context.updateActivity({ id: sent?.id ?? '', type: 'message', text: 'used' })
    }
    await connector.say('purchaser-one', 'offers')
    assert.deepEqual(
      told().map(({ text, cards, updates }) => ({ text, cards, updates })),
      [
        { text: 'used', cards: [], updates: 1 },
        { text: 'below', cards: [], updates: 0 },
      ],
    )
  })

  it('deletes, once', async () => {
    let second: unknown
    logic = async (context) => {
      const sent = await context.sendActivity('gone soon')
      await context.deleteActivity(sent?.id ?? '')
      second = await context.deleteActivity(sent?.id ?? '').catch((error: unknown) => error)
    }
    await connector.say('purchaser-one', 'hi')
    assert.equal(told()[0]?.deleted, true)
    assert.ok(second instanceof Error)
    assert.equal('statusCode' in second && second.statusCode, 404)
  })

  it('shows typing as an entry of its own', async () => {
    logic = async (context) => {
      await context.sendActivities([{ type: 'typing' }, { type: 'message', text: 'done' }])
    }
    await connector.say('purchaser-one', 'hi')
    assert.deepEqual(
      told().map((each) => each.type),
      ['typing', 'message'],
    )
    assert.deepEqual({ sends: connector.stats.sends, typing: connector.stats.typing }, { sends: 1, typing: 1 })
  })

  it('puts the card of an invoke response in place of the pressed one, for that person', async () => {
    const after = { ...CARD, body: [{ type: 'TextBlock', text: 'Thank you' }] }
    logic = async (context) => {
      if (context.activity.type === 'message') {
        await context.sendActivity({ attachments: [CardFactory.adaptiveCard(CARD)] })
        return
      }
      const body = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: after }
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } })
    }
    await connector.say('purchaser-one', 'offers')
    const action = { type: 'Action.Execute', id: 'a', verb: 'agree', title: 'Agree', data: { order: 'o1' } }
    await connector.press('purchaser-one', told()[0]?.id ?? '', action, { note: 'x' })
    assert.deepEqual(bot.heard.at(-1)?.value, {
      action: { type: 'Action.Execute', id: 'a', verb: 'agree', data: { order: 'o1', note: 'x' } },
      trigger: 'manual',
    })
    assert.deepEqual(told()[0]?.views, { 'purchaser-one': after })
    assert.deepEqual(told()[0]?.cards, [CARD])
  })

  it('goes on proactively over a stored reference', async () => {
    logic = async (context) => {
      const reference = TurnContext.getConversationReference(context.activity)
      await bot.adapter.continueConversationAsync('', reference, async (later) => {
        await later.sendActivity('by myself')
      })
    }
    await connector.say('purchaser-one', 'hi')
    assert.equal(told().at(-1)?.text, 'by myself')
  })
})

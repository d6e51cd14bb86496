import assert from 'node:assert/strict'
import { type Activity, CardFactory, type TurnContext } from 'botbuilder'
import { Temporal } from 'temporal-polyfill'
import { PEOPLE } from '../../../bot/sandbox/cast.ts'
import { openConnector } from '../../../bot/sandbox/connector.ts'
import { startStockBot } from './stock-bot.ts'

describe('x', () => {
  it('y', async () => {
    const bot = await startStockBot(async (context: TurnContext) => {
      if (context.activity.type === 'message') {
        const sent = await context.sendActivity('hello')
        await context.sendActivity({ type: 'typing' } as Partial<Activity>)
        await context.sendActivity({ attachments: [CardFactory.adaptiveCard({ type: 'AdaptiveCard', version: '1.5' })] })
        await context.updateActivity({ ...context.activity, id: sent?.id ?? '', text: 'changed' })
        await context.deleteActivity(sent?.id ?? '')
      }
    })
    const now = Temporal.Instant.from('2026-11-23T08:00:00Z')
    const c = await openConnector({ botUrl: bot.url, people: PEOPLE, clock: { now: () => now, today: (z) => now.toZonedDateTimeISO(z).toPlainDate() } })
    await c.install('purchaser-one')
    console.log(await c.say('purchaser-one', 'hi & <b>'))
    console.log(JSON.stringify(bot.heard, null, 1), bot.errors, c.conversation('purchaser-one'), c.stats)
    await c.close()
    await bot.close()
    assert.ok(true)
  })
})

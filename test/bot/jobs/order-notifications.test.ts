import assert from 'node:assert/strict'
import { openOrderNotifications } from '../../../bot/jobs/order-notifications.ts'
import type { Sent } from '../../../bot/teams/outcome.ts'
import { openStage } from '../../support/conversation.ts'
import { reviewedOrder } from '../../support/records.ts'

const BOUGHT = '2026-11-23T08:00:00.000Z'

/** An order whose end its buyer has not been told of; `tell` says whether they can be, each time. */
async function untold(tell: () => Promise<Sent>) {
  const { services, store, clock } = await openStage({ at: BOUGHT })
  const order = reviewedOrder({ _id: 'o', number: 'o', state: 'fulfilled', untold: 'fulfilled', lookAt: BOUGHT })
  await store.orders.insert({ ...order, createdAt: BOUGHT })
  const get = async () => {
    const found = await store.orders.get('o')
    assert.ok(found)
    return found
  }
  const tellNews = openOrderNotifications({ services, tell, random: () => 0.5 })
  const secondsToNextTry = async () => (Date.parse((await get()).lookAt ?? '') - clock.now().epochMilliseconds) / 1_000
  return { store, clock, get, tellNews, secondsToNextTry }
}

describe('news of an order', () => {
  it('whoever can’t be told is tried again soon, then ever later, but within ten minutes', async () => {
    const { clock, get, tellNews, secondsToNextTry } = await untold(async () => ({ outcome: 'failed' }))
    const waits: number[] = []
    for (let n = 0; n < 12; n++) {
      await tellNews(await get())
      waits.push(await secondsToNextTry())
      clock.advance(600_000)
    }
    assert.deepEqual(waits, [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600])
    assert.equal((await get()).tries, 12)
  })

  const waits: [Sent, number, string][] = [
    [{ outcome: 'unknown' }, 600, 'may have arrived is not said again soon (F44)'],
    [{ outcome: 'failed', retryAfterMs: 60_000 }, 60, 'Teams refuses comes back when it asks (F43)'],
    [{ outcome: 'gone' }, 2, 'finds no chat is tried again'],
  ]
  for (const [sent, seconds, what] of waits)
    it(`what ${what}`, async () => {
      const { get, tellNews, secondsToNextTry } = await untold(async () => sent)
      await tellNews(await get())
      assert.equal(await secondsToNextTry(), seconds)
    })

  it('nobody could be told for a week: no more tries, and the news still stands in the order', async () => {
    const { clock, get, tellNews } = await untold(async () => ({ outcome: 'failed' }))
    clock.advance(7 * 86_400_000)
    await tellNews(await get())
    const { lookAt, tries, untold: news } = await get()
    assert.deepEqual([lookAt, tries, news], [undefined, undefined, 'fulfilled'])
  })

  it('F66: two instances have read it, one tells', async () => {
    let told = 0
    const { get, tellNews } = await untold(async () => {
      told += 1
      return { outcome: 'failed' }
    })
    const read = await get()
    await Promise.all([tellNews(read), tellNews(read)])
    assert.equal(told, 1)
  })

  it('what happens while it is being told is told at once, and counts its own tries', async () => {
    const world = await untold(async () => {
      const order = await world.get()
      const asked = await world.store.orders.save(order, { ...order, state: 'refunding' })
      await world.store.orders.save(asked, { ...asked, state: 'refunded', untold: 'refunded' })
      return { outcome: 'sent' }
    })
    await world.tellNews(await world.get())
    assert.equal(await world.secondsToNextTry(), 0)
    assert.equal((await world.get()).tries, undefined)
  })
})

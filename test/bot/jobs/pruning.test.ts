import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { KEPT, openPruning } from '../../../bot/jobs/pruning.ts'
import type { Document } from '../../../store/database/collection.ts'
import { lastAttempt } from '../../../store/orders/order.ts'
import { settle } from '../../../store/use-cases/orders/settlement.ts'
import { stored } from '../../../store/values/time.ts'
import { openStage, type Stage, textOf } from '../../support/conversation.ts'
import { boughtStage, settled } from '../../support/renewal-stage.ts'
import { reviewStage } from '../../support/review-stage.ts'

const DAY = 86_400_000

/** Some days later, after a few beats. */
async function daysLater(stage: Pick<Stage, 'clock' | 'runDue'>, days: number): Promise<void> {
  stage.clock.advance(days * DAY)
  await settled(stage, 4)
}

async function idsIn({ database }: Pick<Stage, 'database'>, collection: string): Promise<string[]> {
  const found = await database.collection<Document>(collection).find({}, { limit: 500 }).toArray()
  return found.map((each) => each._id).toSorted()
}

/** But for those that compare each day's books: they are of no order and no subscription. */
async function jobsIn(stage: Pick<Stage, 'database'>): Promise<string[]> {
  return (await idsIn(stage, 'jobs')).filter((each) => !each.startsWith('reconcile:'))
}

describe('what is kept how long', () => {
  it('F56: a payment event is known for as long as the gateway can send it again, and no longer', async () => {
    const stage = await openStage()
    const { isDone, done } = stage.store.webhookEvents
    assert.equal(await isDone('evt_1'), false)
    await done('evt_1', stored(stage.clock.now()))
    await daysLater(stage, 30)
    assert.equal(await isDone('evt_1'), true)
    await daysLater(stage, 6)
    assert.deepEqual(await idsIn(stage, 'webhook-events'), [])
  })

  it('a job that is done goes after 30 days, and is not owed again: neither its receipt, nor its renewal, nor its charge', async () => {
    const stage = await boughtStage()
    const { _id: id, orderId } = (await stage.held()) ?? assert.fail('nothing is held')
    const [page] = await idsIn(stage, 'method-pages')
    const done = [`fulfil:${orderId}`, `method-page:${page}`]
    assert.deepEqual(await jobsIn(stage), done)
    await daysLater(stage, 29)
    assert.deepEqual(await jobsIn(stage), done)
    await daysLater(stage, 2)
    assert.deepEqual(await jobsIn(stage), [])
    const order = (await stage.store.orders.get(orderId)) ?? assert.fail('no order')
    await stage.onPaymentEvent({ id: 'late', kind: 'charge', key: lastAttempt(order)?.key ?? '' })
    assert.deepEqual(await settle(stage.services, orderId), order)
    assert.deepEqual(await jobsIn(stage), [])

    await stage.goTo(stage.term.end)
    assert.deepEqual(
      await jobsIn(stage),
      [
        ...(await stage.store.orders.ofPartner('tenant-one', 9))
          .filter((each) => each.renews)
          .map((each) => `fulfil:${each._id}`),
        `lapse:${id}:1`,
        `renew:${id}:2`,
      ].toSorted(),
    )
    for (let day = 0; day < 66; day++) await daysLater(stage, 1)
    assert.deepEqual(await jobsIn(stage), [])
    assert.equal((await stage.charges()).length, 2)
    assert.equal((await stage.deliveries('renewed')).length, 1)
    assert.equal((await stage.held())?.term?.number, 2)
  })

  it('S18: what has expired stays expired and told once, after its jobs are gone', async () => {
    const stage = await boughtStage()
    await stage.buyer.say('turn off auto-renew')
    await stage.buyer.press('confirm-turn-off')
    await stage.goTo(stage.term.end)
    for (let day = 0; day < 70; day++) await daysLater(stage, 1)
    assert.deepEqual(await jobsIn(stage), [])
    assert.equal((await stage.held())?.state, 'expired')
    assert.equal((await stage.deliveries('expired')).length, 1)
  })

  it('records about money and rights stay, however many years', async () => {
    const { stage, person } = await reviewStage({ card: 'declined' })
    await person.press('Purchase')
    const RECORDS = ['partners', 'people', 'orders', 'subscriptions', 'audits', 'deliveries', 'conversations', 'runs']
    const kept = async () =>
      Object.fromEntries(await Promise.all(RECORDS.map(async (each) => [each, await idsIn(stage, each)] as const)))
    const bought = stage.person({ id: 'purchaser-two', name: 'Purchaser Two', tenant: 'tenant-two' })
    await bought.toReview()
    await bought.press('Purchase')
    await bought.say('turn off auto-renew')
    await bought.press('confirm-turn-off')
    for (let quarter = 0; quarter < 5; quarter++) await daysLater(stage, 92)
    const { subscriptions = [], ...before } = await kept()
    for (let jump = 0; jump < 2; jump++) await daysLater(stage, 400)
    assert.deepEqual(await kept(), { ...before, subscriptions })
    assert.equal(before.orders?.length, 2, 'the declined one too')
    assert.equal(subscriptions.length, 1, 'but not the place that it gave back')
    assert.ok(before.deliveries?.length)
  })

  it('an order that was never tried says for 400 days that it is over; later that it isn’t there', async () => {
    const { stage, person } = await reviewStage()
    const [review, terms] = [person.find('Purchase').data, person.find('Agree').data]
    await daysLater(stage, 1)
    await daysLater(stage, 399)
    assert.match(textOf(await person.execute(review)), /has expired: it wasn’t finished.*weren’t charged/)
    await daysLater(stage, 2)
    assert.deepEqual(await idsIn(stage, 'orders'), [])
    assert.match(textOf(await person.execute(terms)), /I can’t find that/)
    assert.match(textOf(await person.say('offers')), /Action Pack/)
  })

  it('S8: after a month of silence the talk begins anew, and the old card still works', async () => {
    const stage = await boughtStage()
    await stage.buyer.say('turn off auto-renew')
    const { data } = stage.buyer.find('confirm-turn-off')
    await daysLater(stage, 29)
    assert.equal((await idsIn(stage, 'bot-state')).length, 1)
    await daysLater(stage, 2)
    assert.deepEqual(await idsIn(stage, 'bot-state'), [])
    assert.match(textOf(await stage.buyer.execute(data)), /Auto-renew is off/)
    assert.equal((await stage.held())?.autoRenew, false)
  })

  it('a little at a time, on with it at the next beat, and then not before the hour is over', async () => {
    const { store, clock, database } = await openStage()
    const prune = openPruning({ store, clock, log: pino({ level: 'silent' }) })
    const left = async () => (await idsIn({ database }, 'webhook-events')).length
    const come = async (count: number) => {
      for (let n = 0; n < count; n++) await store.webhookEvents.done(`evt_${count}_${n}`, '2026-01-01T00:00:00.000Z')
    }
    await come(120)
    for (const then of [70, 20, 0]) {
      await prune()
      assert.equal(await left(), then)
      clock.advance(1_000)
    }
    await come(1)
    await prune()
    assert.equal(await left(), 1)
    clock.advance(3_600_000)
    await prune()
    assert.equal(await left(), 0)
  })

  it('what can’t be pruned now keeps nothing else from being', async () => {
    const { store, clock, database } = await openStage()
    store.jobs.pruneDone = async () => {
      throw new Error('broken')
    }
    await store.webhookEvents.done('evt_1', '2026-01-01T00:00:00.000Z')
    await openPruning({ store, clock, log: pino({ level: 'silent' }) })()
    assert.deepEqual(await idsIn({ database }, 'webhook-events'), [])
  })

  it('docs/operator.md says the same', () => {
    const docs = readFileSync(new URL('../../../docs/operator.md', import.meta.url), 'utf8')
    const rows = [...docs.matchAll(/^\| (.+?) \| (\d+) days? \|/gm)].map(([, what, days]) => [what, Number(days)])
    assert.deepEqual(
      rows,
      KEPT.map(({ what, days }) => [what, days]),
    )
  })
})

import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import type { Collection, Database, Document } from '../../../../store/database/collection.ts'
import { openDatabase } from '../../../../store/open-database.ts'
import { turnOffAutoRenew } from '../../../../store/subscriptions/subscription.ts'
import { bringUpToDate } from '../../../../store/use-cases/subscriptions/current-subscriptions.ts'
import { stored } from '../../../../store/values/time.ts'
import { standingClock } from '../../../support/clock.ts'
import { openStage } from '../../../support/conversation.ts'
import { dyingDatabase } from '../../../support/dying-database.ts'
import { boughtStage, boughtWorld, chargesIn, heldOn, settled } from '../../../support/renewal-stage.ts'

/** More writes than it takes: both jobs, the step, its audit entry. */
const MOST_WRITES = 5

/** A database that counts how often a job is owed. */
function counting(inner: Database) {
  const owed = { times: 0 }
  const database: Database = {
    ...inner,
    collection<T extends Document>(name: string): Collection<T> {
      const of = inner.collection<T>(name)
      if (name !== 'jobs') return of
      return {
        findOne: (filter) => of.findOne(filter),
        find: (filter, options) => of.find(filter, options),
        updateOne: (filter, update, options) => of.updateOne(filter, update, options),
        findOneAndUpdate: (filter, update, options) => of.findOneAndUpdate(filter, update, options),
        deleteOne: (filter) => of.deleteOne(filter),
        countDocuments: (filter, options) => of.countDocuments(filter, options),
        createIndex: (spec, options) => of.createIndex(spec, options),
        insertOne(document) {
          // Each day's comparison with the gateway's books is of no term.
          if (!document._id.startsWith('reconcile:')) owed.times += 1
          return of.insertOne(document)
        },
      }
    },
  }
  return { owed, database }
}

describe('the end of a term', () => {
  for (const done of [false, true])
    it(`S18, S19: killed ${done ? 'after' : 'before'} any write of writing it down → in grace only with its jobs, and renewed once`, async () => {
      let points = 0
      for (let at = 1; at <= MOST_WRITES; at++) {
        const world = await boughtWorld().apart()
        const [dying, clock] = [dyingDatabase(world.database), standingClock(world.at)]
        const first = await openStage({ world, database: dying.database, clock })
        const { _id: id } = (await (await heldOn(first)).held()) ?? assert.fail('nothing is held')
        clock.advance(Date.parse('2027-11-22T16:00:00Z') - clock.now().epochMilliseconds)
        dying.dieAt(at, done)
        await bringUpToDate(first.services, id).catch(() => undefined)
        if (dying.isSpared()) break
        if (!dying.isDead()) continue
        points += 1
        const second = await openStage({ world, clock })
        const left = await second.store.subscriptions.get(id)
        const jobs = [await second.store.jobs.get(`lapse:${id}:1`), await second.store.jobs.get(`renew:${id}:2`)]
        if (left?.state === 'grace') assert.ok(jobs[0] && jobs[1], `in grace without its jobs, killed at write ${at}`)
        await settled(second, 15)
        const subscription = await second.store.subscriptions.get(id)
        assert.deepEqual([subscription?.state, subscription?.term?.number], ['active', 2], `killed at write ${at}`)
        assert.equal((await chargesIn(second)).length, 2, `killed at write ${at}`)
      }
      assert.equal(points, 4)
    })

  it('S18: found over, grace and all, by whoever came first → everybody concerned is told all the same', async () => {
    const stage = await boughtStage()
    const { _id: id } = (await stage.held()) ?? assert.fail('nothing is held')
    stage.clock.advance(Date.parse('2027-12-24T00:00:00Z') - stage.clock.now().epochMilliseconds)
    assert.equal((await bringUpToDate(stage.services, id))?.state, 'expired')
    await settled(stage, 2)
    assert.equal((await stage.deliveries('expired')).length, 1)
    assert.equal((await stage.charges()).length, 1)
  })

  it('is owed in proportion to what ends: once a date until it is over, and not at all in grace', async () => {
    const { database, owed } = counting(await openDatabase({ memory: true }))
    const stage = await boughtStage({ database, zone: 'Pacific/Pago_Pago' })
    const subscription = (await stage.held()) ?? assert.fail('nothing is held')
    await stage.store.subscriptions.save(subscription, turnOffAutoRenew(subscription, 'p1', stored(stage.clock.now())))
    const end = Temporal.PlainDate.from(stage.term.end).toZonedDateTime('Pacific/Pago_Pago').toInstant()
    const beats = async (from: Temporal.Instant, count: number): Promise<number> => {
      stage.clock.advance(from.epochMilliseconds - stage.clock.now().epochMilliseconds)
      const before = owed.times
      for (let beat = 0; beat < count; beat++) {
        await stage.runDue()
        stage.clock.advance(20 * 60_000)
      }
      return owed.times - before
    }
    // From where the date begins first on Earth to where this term ends: 25 hours, two dates.
    assert.equal(await beats(end.subtract({ hours: 25 }), 74), 2)
    await beats(end, 3)
    assert.equal((await stage.held())?.state, 'grace')
    assert.equal(await beats(end.add({ hours: 2 }), 80), 0)
  })
})

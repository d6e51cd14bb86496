import assert from 'node:assert/strict'
import type { Outbound } from '../../../../bot/teams/outbound.ts'
import type { Database } from '../../../../store/database/collection.ts'
import { openStore } from '../../../../store/store.ts'
import { standingClock } from '../../../support/clock.ts'
import { copyableDatabase } from '../../../support/copyable-database.ts'
import { settled } from '../../../support/renewal-stage.ts'
import type { Fate } from '../../../support/year-model.ts'
import { openBook, openInstance, populate } from '../../../support/year-world.ts'

const MOST_WRITES = 60
const DAY_MS = 86_400_000
/** Longer than any lease: what a dead process was at is done by another one. */
const LEASES_MS = 16 * 60_000

/** How nobody comes to be told: there is nobody to send it to, or what is sent is refused. */
const WAYS: Record<string, Way> = {
  'nobody has the app': { reachable: false, once: async () => ({ outcome: 'sent' }) },
  'blocked as it is sent': { reachable: true, once: async () => ({ outcome: 'blocked', detail: '403' }) },
}

type Way = { reachable: boolean; once: Outbound['once'] }

/** The bots of a company with one admin, over these records at that moment. */
async function botsOn(inner: Database, at: string, { fate, once }: Pick<Way, 'once'> & { fate: Fate }) {
  const [store, clock] = [await openStore(inner), standingClock(at)]
  const { payments } = openBook([fate], clock, store)
  return {
    store,
    clock,
    open: async () => ({ ...(await openInstance(inner, clock, 0, payments, once)), clock }),
    /** What happened to each ticket. */
    async tickets() {
      const found = await store.tickets.ofPartner('tenant-0', undefined, 9)
      return found.map((each) => each.entries.map(({ what }) => what).join(' '))
    },
  }
}

/** The eve of its first charge notice has passed. Gives copies, half an hour into the working day on which that is due. */
async function afterTheEve({ reachable, once }: Way) {
  const zone = 'Asia/Taipei'
  const buyers = [{ id: 'person-0', zone, reachable }]
  const fate: Fate = { id: 'sub-0', tenant: 'tenant-0', zone, end: '2027-11-23', buyers, tries: ['ok'] }
  const eve = await copyableDatabase()
  await populate(await openStore(eve.database), [fate])
  const { open } = await botsOn(eve.database, '2027-10-21T12:00:00Z', { fate, once })
  await (await open()).runDue()
  return async () => botsOn((await eve.copy()).database, '2027-10-22T01:30:00Z', { fate, once })
}

describe('a term of which nobody was told, killed in the middle', () => {
  for (const [name, way] of Object.entries(WAYS))
    for (const done of [false, true])
      it(`S16, F40: ${name}, killed ${done ? 'after' : 'before'} any write → one ticket`, async () => {
        const morning = await afterTheEve(way)
        let [points, unknown] = [0, 0]
        for (let at = 1; at <= MOST_WRITES; at++) {
          const { store, clock, open, tickets } = await morning()
          const dying = await open()
          dying.dieAt(at, done)
          await settled(dying, 6).catch(() => undefined)
          if (dying.isSpared()) break
          if (!dying.isDead()) continue
          points += 1
          const instance = await open()
          await settled(instance, 3)
          clock.advance(LEASES_MS)
          await settled(instance)
          // What was being sent as the process died may have arrived: at the latest the next notice finds out.
          const mayHave = (await store.deliveries.newest(9)).some((each) => each.state === 'unknown')
          if (mayHave) unknown += 1
          else assert.deepEqual(await tickets(), ['opened'], `killed at write ${at}`)
          clock.advance(25 * DAY_MS)
          await settled(instance)
          const [only = '', ...more] = await tickets()
          assert.match(only, /^opened( missed)?$/, `killed at write ${at}, after the next notice`)
          assert.deepEqual(more, [])
        }
        assert.ok(points >= 12 && points < MOST_WRITES, `${points} writes were tried`)
        assert.equal(unknown > 0, way.reachable)
      })

  it('S16, F50: several instances, each noticing it again and again → one ticket', async () => {
    const morning = await afterTheEve({ reachable: false, once: async () => ({ outcome: 'sent' }) })
    const { clock, open, tickets } = await morning()
    const instances = [await open(), await open(), await open()]
    for (let beat = 0; beat < 8; beat++) {
      await Promise.all(instances.map((each) => each.runDue()))
      clock.advance(beat === 4 ? LEASES_MS : 60_000)
    }
    assert.deepEqual(await tickets(), ['opened'])
  })
})

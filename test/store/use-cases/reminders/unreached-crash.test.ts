import assert from 'node:assert/strict'
import type { Outbound } from '../../../../bot/teams/outbound.ts'
import { openDatabase } from '../../../../store/open-database.ts'
import { openStore } from '../../../../store/store.ts'
import { standingClock } from '../../../support/clock.ts'
import { settled } from '../../../support/renewal-stage.ts'
import type { Fate } from '../../../support/year-model.ts'
import { openBook, openInstance, populate } from '../../../support/year-world.ts'

const MOST_WRITES = 60
const DAY_MS = 86_400_000
/** Longer than any lease: what a dead process was at is done by another one. */
const LEASES_MS = 16 * 60_000

/** How nobody comes to be told: there is nobody to send it to, or what is sent is refused. */
const WAYS: Record<string, { reachable: boolean; once: Outbound['once'] }> = {
  'nobody has the app': { reachable: false, once: async () => ({ outcome: 'sent' }) },
  'blocked as it is sent': { reachable: true, once: async () => ({ outcome: 'blocked', detail: '403' }) },
}

/** A company with one admin, on the eve of its first charge notice. */
async function eve({ reachable, once }: (typeof WAYS)[string]) {
  const [inner, clock] = [await openDatabase({ memory: true }), standingClock('2027-10-21T12:00:00Z')]
  const store = await openStore(inner)
  const zone = 'Asia/Taipei'
  const buyers = [{ id: 'person-0', zone, reachable }]
  const fate: Fate = { id: 'sub-0', tenant: 'tenant-0', zone, end: '2027-11-23', buyers, tries: ['ok'] }
  await populate(store, [fate])
  const { payments } = openBook([fate], clock, store)
  const open = async () => ({ ...(await openInstance(inner, clock, 0, payments, once)), clock })
  await (await open()).runDue()
  // Half an hour into the working day on which it is due.
  clock.advance(Date.parse('2027-10-22T01:30:00Z') - clock.now().epochMilliseconds)
  return {
    store,
    clock,
    open,
    /** What happened to each ticket. */
    async tickets() {
      const found = await store.tickets.ofPartner('tenant-0', undefined, 9)
      return found.map((each) => each.entries.map(({ what }) => what).join(' '))
    },
  }
}

describe('a term of which nobody was told, killed in the middle', () => {
  for (const [name, way] of Object.entries(WAYS))
    for (const done of [false, true])
      it(`S16, F40: ${name}, killed ${done ? 'after' : 'before'} any write → one ticket`, async () => {
        let [points, unknown] = [0, 0]
        for (let at = 1; at <= MOST_WRITES; at++) {
          const { store, clock, open, tickets } = await eve(way)
          const dying = await open()
          dying.dieAt(at, done)
          await settled(dying, 6).catch(() => undefined)
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
    const { clock, open, tickets } = await eve({ reachable: false, once: async () => ({ outcome: 'sent' }) })
    const instances = [await open(), await open(), await open()]
    for (let beat = 0; beat < 8; beat++) {
      await Promise.all(instances.map((each) => each.runDue()))
      clock.advance(beat === 4 ? LEASES_MS : 60_000)
    }
    assert.deepEqual(await tickets(), ['opened'])
  })
})

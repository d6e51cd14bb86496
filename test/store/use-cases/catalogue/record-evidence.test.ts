import assert from 'node:assert/strict'
import { openDatabase } from '../../../../store/open-database.ts'
import { openStore } from '../../../../store/store.ts'
import { recordEvidence } from '../../../../store/use-cases/catalogue/record-evidence.ts'
import { standingClock } from '../../../support/clock.ts'
import { dyingDatabase } from '../../../support/dying-database.ts'

const MET = { partnerId: 'tenant-one', offerId: 'silver', area: 'security', requirementId: 'certified-people' }
const AGENT = { actor: 'support', agent: 'p7' } as const

/** What is known after this process was killed at a write, and what whoever comes next finds to do. */
async function afterCrash(at: number, done: boolean) {
  const kept = await openDatabase({ memory: true })
  const clock = standingClock()
  const dying = dyingDatabase(kept)
  const first = { store: await openStore(dying.database), clock }
  dying.dieAt(at, done)
  await recordEvidence(first, MET, AGENT).catch(() => undefined)
  const store = await openStore(kept)
  const isMet = async () => (await store.evidences.met('tenant-one', 'silver', 'security')).length === 1
  const trail = () => store.audits.ofPartner('tenant-one', 9)
  return { store, clock, isMet, trail, isSpared: dying.isSpared() }
}

describe('evidence for a competency', () => {
  for (const at of [1, 2])
    for (const done of [false, true])
      it(`S4: killed ${done ? 'after' : 'before'} write ${at}, nothing counts as met that the trail does not know, and it is completed by whoever does it again`, async () => {
        const { store, clock, isMet, trail, isSpared } = await afterCrash(at, done)
        assert.ok(!isSpared)
        assert.ok((await trail()).length === 1 || !(await isMet()))
        for (let again = 0; again < 2; again++) await recordEvidence({ store, clock }, MET, { actor: 'operator' })
        assert.ok(await isMet())
        assert.equal((await trail()).length, 1)
      })

  it('the audit log names the agent, or the operator who imports it', async () => {
    for (const [recorder, by, recordedBy, agent] of [
      [AGENT, 'support', 'p7', 'p7'],
      [{ actor: 'operator' }, 'operator', 'operator', undefined],
    ] as const) {
      const store = await openStore(await openDatabase({ memory: true }))
      await recordEvidence({ store, clock: standingClock() }, MET, recorder)
      const [line] = await store.audits.ofPartner('tenant-one', 9)
      assert.deepEqual([line?.by, line?.facts?.agent], [by, agent])
      assert.equal((await store.evidences.ofPartner('tenant-one', 9))[0]?.by, recordedBy)
    }
  })
})

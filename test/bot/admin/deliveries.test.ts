import assert from 'node:assert/strict'
import { deliveries } from '../../../bot/admin/deliveries.ts'
import type { AdminParts } from '../../../bot/admin/verb.ts'
import type { Sent } from '../../../bot/teams/outcome.ts'
import { boughtStage } from '../../support/renewal-stage.ts'
import { plus } from '../../support/year-model.ts'

/** The notice 30 days before, which Teams refused for good. */
async function failedStage() {
  let became: Sent = { outcome: 'failed', detail: '400' }
  const stage = await boughtStage({ post: async () => became })
  await stage.goTo(plus(stage.term.end, -32), '09:05', 1)
  const becomes = (next: Sent) => {
    became = next
  }
  const said: string[] = []
  const parts = { store: stage.store, clock: stage.clock, dryRun: false, out: (line: string) => said.push(line) }
  const run = (...args: string[]) => deliveries.run(parts as unknown as AdminParts, args)
  const tryRun = (...args: string[]) => deliveries.run({ ...parts, dryRun: true } as unknown as AdminParts, args)
  return { ...stage, said, run, tryRun, becomes }
}

describe('admin: deliveries', () => {
  it('S16: shows each run’s balance, exports it, and sends again only what failed', async () => {
    const stage = await failedStage()
    const [row] = await stage.deliveries()
    assert.equal(row?.state, 'failed')
    assert.equal(await stage.run(), 0)
    assert.match(stage.said.at(-1) ?? '', /1 planned = 0 sent \+ 1 failed/)
    await stage.run(row?.run ?? '', 'export')
    assert.deepEqual(JSON.parse(stage.said.at(-1) ?? '').reason, 'failed: 400')
    stage.becomes({ outcome: 'sent', activityId: 'a' })
    await stage.run(row?.run ?? '', 'resend')
    await stage.runDue()
    await stage.run(row?.run ?? '', 'resend')
    assert.match(stage.said.at(-1) ?? '', /^0 that had failed/)
  })

  it('a dry run says what would be done, and does nothing', async () => {
    const stage = await failedStage()
    const [row] = await stage.deliveries()
    const run = row?.run ?? ''
    assert.equal(await stage.tryRun(run, 'stop'), 0)
    assert.equal(stage.said.at(-1), `${run} would be stopped`)
    assert.equal((await stage.store.runs.get(run))?.state, 'running')
    await stage.tryRun(run, 'resend')
    assert.equal(stage.said.at(-1), '1 that had failed would be due again')
    assert.equal((await stage.deliveries())[0]?.state, 'failed')
  })

  it('pauses, resumes and stops a run; a stopped one stays stopped', async () => {
    const stage = await failedStage()
    const [row] = await stage.deliveries()
    const run = row?.run ?? ''
    assert.deepEqual(
      [await stage.run(run, 'pause'), await stage.run(run, 'resume'), await stage.run(run, 'stop')],
      [0, 0, 0],
    )
    assert.equal(await stage.run(run, 'resume'), 1)
    assert.equal(await stage.tryRun(run, 'pause'), 1, 'what would be refused is refused')
    await assert.rejects(async () => stage.run('reminders:1999-01-01'), /There is no run/)
  })
})

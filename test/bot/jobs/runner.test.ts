import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { openRunner } from '../../../bot/jobs/runner.ts'
import type { Job } from '../../../store/database/job.ts'
import { openDatabase } from '../../../store/open-database.ts'
import { openStore } from '../../../store/store.ts'
import { stored } from '../../../store/values/time.ts'
import { standingClock } from '../../support/clock.ts'

const MINUTE = 60_000
const nothing = async () => undefined
const NOTHING_ELSE = {
  ...{ fulfil: nothing, dispute: nothing, refund: nothing, lapse: nothing, unreached: nothing },
  ...{
    'method-page': nothing,
    stray: nothing,
    found: nothing,
    reconcile: nothing,
    card: nothing,
    'fraud-warning': nothing,
    'forget-card': nothing,
  },
}

/** A runner whose one job fails for so many minutes, and time that goes by in minutes. */
async function failingFor(minutes: number) {
  const clock = standingClock()
  const database = await openDatabase({ memory: true })
  const store = await openStore(database)
  const lines: { msg: string; job: string }[] = []
  const written = new Writable({
    write(line, _encoding, done) {
      lines.push(JSON.parse(String(line)))
      done()
    },
  })
  const well = clock.now().add({ minutes })
  let tries = 0
  let ids = 0
  const runner = openRunner({
    ...{ store, clock, log: pino(written), newId: () => `token-${++ids}`, random: () => 0.5 },
    effects: {
      ...NOTHING_ELSE,
      renew: async () => {
        tries += 1
        if (clock.now().epochMilliseconds < well.epochMilliseconds) throw new TypeError('not now')
        return undefined
      },
    },
  })
  await store.jobs.add('renew', 'one:2', stored(clock.now()))
  return {
    store,
    database,
    runner,
    lines,
    tries: () => tries,
    async workFor(passed: number) {
      for (let minute = 0; minute < passed; minute++) {
        await runner.runDue()
        clock.advance(MINUTE)
      }
      return store.jobs.get('renew:one:2')
    },
  }
}

describe('the runner', () => {
  it('a job whose cause lasts half a day is done afterwards: one bad night loses no renewal', async () => {
    const { workFor, tries } = await failingFor(12 * 60)
    assert.equal((await workFor(14 * 60))?.state, 'done')
    assert.ok(tries() < 30, `${tries()} tries`)
  })

  it('one that fails for two days is given up with its reason, the operator is told, and it is done once revived', async () => {
    const { workFor, store, lines } = await failingFor(2 * 24 * 60)
    const dead = await workFor(2 * 24 * 60)
    assert.deepEqual([dead?.state, dead?.reason], ['dead', 'TypeError'])
    assert.deepEqual(
      lines.filter(({ msg }) => msg === 'job given up').map(({ job }) => job),
      ['renew:one:2'],
    )
    assert.ok(await store.jobs.revive('renew:one:2', '2026-11-25T08:00:00.000Z'))
    assert.equal((await workFor(1))?.state, 'done')
  })

  it('what a newer version owes is left to it: never tried here, never given up, and nothing waits behind it', async () => {
    const { store, database, runner, lines, workFor } = await failingFor(0)
    const unknown = { kind: 'of-tomorrow', about: 'x', state: 'waiting', tries: 0 } as const
    const keys = Array.from({ length: 150 }, (_, n) => `of-tomorrow:${n}`)
    const rows = database.collection<Job>('jobs')
    for (const _id of keys) await rows.insertOne({ ...unknown, _id, dueAt: '2026-11-01T08:00:00.000Z' })
    assert.equal((await workFor(5))?.state, 'done')
    assert.equal(await runner.runDue(), false)
    const left = await store.jobs.waiting(200)
    assert.deepEqual(
      left.map(({ _id, tries, lease }) => [_id, tries, lease]).sort(),
      keys.map((each) => [each, 0, undefined]).sort(),
    )
    assert.deepEqual(lines, [])
  })

  it('F67: told to stop → what it is at is finished, and nothing more is begun', async () => {
    const { store, runner, tries } = await failingFor(0)
    for (let n = 0; n < 50; n++) await store.jobs.add('renew', `more-${n}:2`, '2026-11-23T08:00:00.000Z')
    await runner.runDue(() => tries() >= 3)
    const left = await store.jobs.waiting(100)
    assert.ok(left.length >= 40, `${51 - left.length} were worked`)
    assert.deepEqual(
      left.filter((each) => each.lease),
      [],
    )
  })
})

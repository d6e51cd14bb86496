import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { SandboxCharge } from '../../../bot/payments/sandbox/charge.ts'
import { openDatabase } from '../../../store/open-database.ts'
import { built } from '../../support/build.ts'
import { standingClock } from '../../support/clock.ts'
import { openStage, type Stage } from '../../support/conversation.ts'
import { dyingDatabase } from '../../support/dying-database.ts'
import { HANGS_MS } from '../../support/hangs.ts'
import { worldOf } from '../../support/played-worlds.ts'

/** More writes than a purchase has; the loop ends by itself as soon as one is never asked for. */
const MOST_WRITES = 60

describe('purchase, killed in the middle', () => {
  for (const done of [false, true]) {
    it(`F40, F51: killed ${done ? 'after' : 'before'} any write between review and receipt → one charge, one subscription`, async () => {
      let tried = 0
      const ends = new Set<string>()
      for (let at = 1; at <= MOST_WRITES; at++) {
        const { died, spared, history } = await buyAndDie(at, done)
        if (spared) break
        if (!died) continue
        tried = at
        const legal = history.orders[0] === 'reviewed' ? NOTHING_HAPPENED : EXPECTED
        assert.deepEqual(history, legal, `killed ${done ? 'after' : 'before'} write ${at}`)
        ends.add(history.orders[0] ?? '')
      }
      assert.ok(tried >= 5, `only ${tried} writes were tried`)
      assert.deepEqual(ends, new Set(['reviewed', 'fulfilled']), 'both ends are reached')
    })
  }

  const seed = Number(process.env.SEED ?? 20261123)
  const points = process.env.LONG
    ? Array.from({ length: 24 }, (_, i) => i + 1)
    : [1 + (seed % 3), 4 + (seed % 4), 8 + (seed % 5)]
  for (const at of points) {
    it(`F40: kill -9 of the process at write ${at}, on disk → one charge, one subscription (seed ${seed})`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'purchase-'))
      const bankFolder = await mkdtemp(join(tmpdir(), 'bank-'))
      try {
        const child = await built('test/support/purchase-child.ts')
        const args = [child, folder, bankFolder, String(at), at % 2 ? 'after' : 'before']
        const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: HANGS_MS }).catch(
          (error) => error,
        )
        const [pressed = '', survived] = String(stdout).split('\n')
        const [inner, bank] = await Promise.all([openDatabase({ folder }), openDatabase({ folder: bankFolder })])
        const stage = await openStage({ database: inner, bank })
        await stage.person().execute(JSON.parse(pressed))
        for (let beats = 0; beats < 12; beats++) {
          stage.clock.advance(60_000)
          await stage.runDue()
        }
        assert.deepEqual(await historyOf(stage), EXPECTED, survived ? 'survived' : 'killed')
        await Promise.all([inner.close(), bank.close()])
      } finally {
        await Promise.all([rm(folder, { recursive: true }), rm(bankFolder, { recursive: true })])
      }
    })
  }

  it('F40: the person goes on by pressing Purchase again, and is shown the order that was paid', async () => {
    for (let at = 1; at <= MOST_WRITES; at++) {
      const { died, spared, history, said } = await buyAndDie(at, true, async (again) =>
        again.person().press('Purchase', {}, { id: `again-${at}` }),
      )
      if (spared) break
      if (!died) continue
      assert.deepEqual(history, EXPECTED, `killed after write ${at}`)
      assert.match(said, /confirmed/, `killed after write ${at}`)
    }
  })
})

const EXPECTED = { charges: 1, taken: 47500, orders: ['fulfilled'], subscriptions: ['active'], audits: 1 }

/** Killed before the attempt was opened, with nobody coming back: the place is free again, and no money was asked for. */
const NOTHING_HAPPENED = { charges: 0, taken: 0, orders: ['reviewed'], subscriptions: [], audits: 0 }

const reviewed = worldOf('at the review of a purchase', async (database) => {
  const stage = await openStage({ database })
  await stage.person().toReview()
  return stage
})

async function buyAndDie(at: number, done: boolean, comeBack?: (stage: Stage) => Promise<unknown>) {
  const world = await reviewed.apart()
  const [dying, clock] = [dyingDatabase(world.database), standingClock(world.at)]
  const first = await openStage({ world, database: dying.database, clock })
  const person = first.person()
  const pressed = person.find('Purchase')
  dying.dieAt(at, done)
  await person.execute(pressed.data).catch(() => undefined)
  const [died, spared] = [dying.isDead(), dying.isSpared()]

  // What the dead process had shown is still in the chat.
  const second = await openStage({ world: { ...world, sent: first.adapter.sent }, clock })
  if (comeBack) await comeBack(second)
  for (let beats = 0; beats < 12; beats++) {
    clock.advance(60_000)
    await second.runDue()
  }
  return { died, spared, history: await historyOf(second), said: JSON.stringify(second.adapter.sent) }
}

async function historyOf({ store, database, bank }: Stage) {
  const charges = await bank.collection<SandboxCharge>('sandbox-charges').find({}, { limit: 100 }).toArray()
  const taken = charges.filter((each) => each.state === 'succeeded')
  const orders = await database.collection<{ _id: string; state: string }>('orders').find({}, { limit: 100 }).toArray()
  const held = await store.subscriptions.ofPartner('tenant-one')
  const audits = await store.audits.ofPartner('tenant-one', 100)
  return {
    charges: taken.length,
    taken: taken.reduce((sum, each) => sum + each.ask.money.amount, 0),
    orders: orders.map((each) => each.state),
    subscriptions: held.map((each) => each.state).filter((each) => each !== 'released'),
    audits: audits.filter((each) => each.what === 'bought').length,
  }
}

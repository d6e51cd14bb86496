import assert from 'node:assert/strict'
import { standingClock } from '../../support/clock.ts'
import { openStage, type Stage } from '../../support/conversation.ts'
import { dyingDatabase } from '../../support/dying-database.ts'
import { boughtWorld, chargesIn, settled } from '../../support/renewal-stage.ts'

/** More writes than a renewal has. A write that was refused (a line that is there already) kills nobody: it is passed over. */
const MOST_WRITES = 40
const DAY = 86_400_000

const turningOff = boughtWorld().andThen('turning off', async (world) => {
  const stage = await openStage({ world })
  await stage.person().say('turn off auto-renew')
  return stage
})

/** Auto-renew is turned off, then renewed by hand up to Purchase. */
const renewing = turningOff.andThen('off, and at the review of a renewal', async (world) => {
  const stage = await openStage({ world })
  await stage.person().press('confirm-turn-off')
  stage.clock.advance(300 * DAY)
  for (const typed of ['renew', 'next', 'agree', 'next']) await stage.person().say(typed)
  return stage
})

/** The process dies at that write of what follows a press. */
async function pressAndDie(at: number, done: boolean, last: 'Purchase' | 'confirm-turn-off') {
  const world = await (last === 'Purchase' ? renewing : turningOff).apart()
  const dying = dyingDatabase(world.database)
  const clock = standingClock(world.at)
  const first = await openStage({ world, database: dying.database, clock })
  const person = first.person()
  const pressed = person.find(last).data
  dying.dieAt(at, done)
  await person.execute(pressed).catch(() => undefined)
  const stage = await openStage({ world: { ...world, sent: first.adapter.sent }, clock })
  return { died: dying.isDead(), spared: dying.isSpared(), stage, pressed }
}

async function historyOf(stage: Stage) {
  const [subscription] = await stage.store.subscriptions.heldBy('tenant-one')
  const lines = await stage.store.audits.ofPartner('tenant-one', 100)
  const orders = await stage.database
    .collection<{ _id: string; kind: string; state: string }>('orders')
    .find({}, { limit: 10 })
    .toArray()
  return {
    taken: (await chargesIn(stage)).filter((each) => each.state === 'succeeded').length,
    term: subscription?.term?.number,
    end: subscription?.term?.end,
    autoRenew: subscription?.autoRenew,
    orders: orders.filter((each) => each.kind === 'renewal').map((each) => each.state),
    trail: lines
      .map((each) => each.what)
      .filter((each) => each === 'renewed' || each === 'auto-renew-off')
      .toSorted(),
  }
}

const RENEWED = {
  ...{ taken: 2, term: 2, end: '2028-11-23', autoRenew: true, orders: ['fulfilled'] },
  trail: ['auto-renew-off', 'renewed'],
}
const NOT_BEGUN = {
  ...{ taken: 1, term: 1, end: '2027-11-23', autoRenew: false, orders: ['reviewed'] },
  trail: ['auto-renew-off'],
}

describe('a renewal, killed in the middle', () => {
  for (const done of [false, true]) {
    it(`F40, F51: killed ${done ? 'after' : 'before'} any write from Purchase on → one charge, one term, or nothing at all`, async () => {
      const ends = new Set<string>()
      let points = 0
      for (let at = 1; at <= MOST_WRITES; at++) {
        const { died, spared, stage } = await pressAndDie(at, done, 'Purchase')
        if (spared) break
        if (!died) continue
        points += 1
        await settled(stage, 12)
        const history = await historyOf(stage)
        const state = history.orders[0] ?? ''
        assert.deepEqual(history, state === 'reviewed' ? NOT_BEGUN : RENEWED, `killed at write ${at}`)
        ends.add(state)
      }
      assert.ok(points >= 7, `only ${points} writes were tried`)
      assert.deepEqual([...ends].toSorted(), ['fulfilled', 'reviewed'])
    })

    it(`F40: killed ${done ? 'after' : 'before'} any write, the person presses Purchase again → one charge, one term`, async () => {
      for (let at = 1; at <= MOST_WRITES; at++) {
        const { died, spared, stage, pressed } = await pressAndDie(at, done, 'Purchase')
        if (spared) break
        if (!died) continue
        await stage.person().execute(pressed, { id: `again-${at}` })
        await settled(stage, 12)
        assert.deepEqual(await historyOf(stage), RENEWED, `killed at write ${at}`)
      }
    })

    it(`S14: killed ${done ? 'after' : 'before'} any write of turning off, pressed again → off once, with its audit entry`, async () => {
      let points = 0
      for (let at = 1; at <= MOST_WRITES; at++) {
        const { died, spared, stage, pressed } = await pressAndDie(at, done, 'confirm-turn-off')
        if (spared) break
        if (!died) continue
        points += 1
        await stage.person().execute(pressed, { id: `again-${at}` })
        const history = await historyOf(stage)
        assert.deepEqual([history.autoRenew, history.trail], [false, ['auto-renew-off']], `killed at write ${at}`)
      }
      assert.ok(points >= 2, `only ${points} writes were tried`)
    })
  }
})

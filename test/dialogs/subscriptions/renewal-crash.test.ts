import assert from 'node:assert/strict'
import { openDatabase } from '../../../store/open-database.ts'
import { standingClock } from '../../support/clock.ts'
import { openStage, type Stage } from '../../support/conversation.ts'
import { dyingDatabase } from '../../support/dying-database.ts'
import { boughtStage, chargesIn, settled } from '../../support/renewal-stage.ts'

/** More writes than a renewal has. A write that was refused (a line that is there already) kills nobody: it is passed over. */
const MOST_WRITES = 18
const MOST_WRITES_OFF = 6
const DAY = 86_400_000

/** Auto-renew is turned off, then renewed by hand up to Purchase; the process dies at that write of what follows. */
async function renewAndDie(at: number, done: boolean, last: 'Purchase' | 'confirm-turn-off') {
  const [inner, bank, clock] = [
    await openDatabase({ memory: true }),
    await openDatabase({ memory: true }),
    standingClock(),
  ]
  const dying = dyingDatabase(inner)
  const first = await boughtStage({ database: dying.database, bank, clock })
  const person = first.buyer
  await person.say('turn off auto-renew')
  if (last === 'Purchase') {
    await person.press('confirm-turn-off')
    clock.advance(300 * DAY)
    for (const typed of ['renew', 'next', 'agree', 'next']) await person.say(typed)
  }
  const pressed = person.find(last).data
  dying.dieAt(at, done)
  await person.execute(pressed).catch(() => undefined)
  const died = dying.isDead()
  const second = await openStage({ database: inner, bank, clock })
  second.adapter.sent.push(...first.adapter.sent)
  return { died, stage: second, pressed }
}

async function historyOf(stage: Stage) {
  const [held] = await stage.store.subscriptions.heldBy('tenant-one')
  const lines = await stage.store.audits.ofPartner('tenant-one', 100)
  const orders = await stage.database
    .collection<{ _id: string; kind: string; state: string }>('orders')
    .find({ kind: 'renewal' }, { limit: 10 })
    .toArray()
  return {
    taken: (await chargesIn(stage)).filter((each) => each.state === 'succeeded').length,
    term: held?.term?.number,
    end: held?.term?.end,
    autoRenew: held?.autoRenew,
    orders: orders.map((each) => each.state),
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
        const { died, stage } = await renewAndDie(at, done, 'Purchase')
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
        const { died, stage, pressed } = await renewAndDie(at, done, 'Purchase')
        if (!died) continue
        await stage.person().execute(pressed, { id: `again-${at}` })
        await settled(stage, 12)
        assert.deepEqual(await historyOf(stage), RENEWED, `killed at write ${at}`)
      }
    })

    it(`S14: killed ${done ? 'after' : 'before'} any write of turning off, pressed again → off once, with its line in the trail`, async () => {
      let points = 0
      for (let at = 1; at <= MOST_WRITES_OFF; at++) {
        const { died, stage, pressed } = await renewAndDie(at, done, 'confirm-turn-off')
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

import assert from 'node:assert/strict'
import sinon from 'sinon'
import type { SandboxCharge } from '../../../bot/payments/sandbox/charge.ts'
import { type Stage, textOf } from '../../support/conversation.ts'
import { ticks } from '../../support/jittery-database.ts'
import { reviewStage } from '../../support/review-stage.ts'
import { standingTimer } from '../../support/standing-timer.ts'

/** Milliseconds that a turn waits for the gateway, and until it looks again whether somebody else is done. */
const PATIENCE_MS = 4_000
const LOOK_MS = 50

describe('purchase, while somebody else is at it', () => {
  it('F56: the bank’s event is fulfilling the order already → whoever pays waits for the receipt, not for a beat', async () => {
    const { stage, person, timers, goOn } = await overtaken()
    const pressing = person.press('Purchase')
    await Promise.race([timers.awaited(LOOK_MS), pressing])
    goOn()
    assert.match(textOf(await pressing), /Your order is confirmed/)
    assert.doesNotMatch(textOf(person.all()), /being set up/)
    await stage.runDue()
    const receipts = person.cards().filter((card) => card.fallbackText.startsWith('Your order is confirmed'))
    assert.equal(receipts.length, 1, 'told once')
    assert.deepEqual(await takenMoney(stage), [47500])
  })

  it('F42, F56: whoever fulfils it takes too long → an answer all the same, and the receipt by itself', async () => {
    const { stage, person, timers, goOn } = await overtaken()
    const pressing = person.press('Purchase')
    await timers.awaited(PATIENCE_MS)
    await timers.awaited(LOOK_MS)
    timers.turn(PATIENCE_MS)
    assert.match(textOf(await pressing), /is being set up|is being confirmed/)
    const looks = sinon.spy(stage.store.jobs, 'isAtWork')
    await ticks(1_000)
    assert.ok(looks.callCount < 2, `looked ${looks.callCount} times for somebody who has been answered`)
    goOn()
    await until(async () => (await stage.store.subscriptions.ofPartner('tenant-one'))[0]?.state === 'active')
    stage.clock.advance(60_000)
    await stage.runDue()
    assert.match(textOf(person.all()), /Your order is confirmed/)
    assert.deepEqual(await takenMoney(stage), [47500])
  })

  it('F42: a slow bank → typing within 2 s, an answer within 5 s, and the receipt by itself when it is there', async () => {
    const timers = standingTimer()
    const { stage, person } = await reviewStage({}, { timer: timers.timer })
    const slowMs = 4_500
    Object.assign(stage.payments.faults, { nextCharge: 'slow', slowMs, webhooks: 'drop' })
    const pressing = person.press('Purchase')
    await timers.awaited(slowMs)
    timers.turn(1_999)
    assert.deepEqual(
      person
        .all()
        .slice(-1)
        .map(({ type }) => type),
      ['typing'],
    )
    timers.turn(PATIENCE_MS - 1_999)
    const said = await pressing
    assert.equal(said[0]?.type, 'typing')
    assert.match(textOf(said), /is being confirmed/)
    timers.turn(slowMs - PATIENCE_MS)
    await until(async () => (await stage.store.subscriptions.ofPartner('tenant-one'))[0]?.state === 'active')
    stage.clock.advance(60_000)
    await stage.runDue()
    assert.match(textOf(person.all()), /Your order is confirmed/)
    assert.deepEqual(await takenMoney(stage), [47500])
  })
})

/** At the review of an order whose payment the event tells of first: fulfilling it has begun, and goes on when it may. */
async function overtaken() {
  const timers = standingTimer()
  const { stage, person } = await reviewStage({}, { timer: timers.timer })
  const { payments } = stage
  const { audits } = stage.store
  const [begun, mayGoOn] = [signal(), signal()]
  const { charge } = payments
  let asked = 0
  payments.charge = async (ask) => {
    const isTurn = asked++ === 0
    const result = await charge(ask)
    if (isTurn) await begun.given
    return result
  }
  const { add } = audits
  audits.add = async (line) => {
    begun.give()
    await mayGoOn.given
    return add(line)
  }
  return { stage, person, timers, goOn: mayGoOn.give }
}

function signal() {
  let give = () => {}
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}

async function until(come: () => Promise<boolean>): Promise<void> {
  while (!(await come())) await new Promise((resolve) => setImmediate(resolve))
}

async function takenMoney(stage: Stage): Promise<number[]> {
  const charges = await stage.database.collection<SandboxCharge>('sandbox-charges').find({}, { limit: 100 }).toArray()
  return charges.filter((each) => each.state === 'succeeded').map((each) => each.ask.money.amount)
}

import assert from 'node:assert/strict'
import type { SandboxCharge } from '../../../bot/payments/sandbox/charge.ts'
import { openStage, type Stage, textOf } from '../../support/conversation.ts'
import { standingTimer } from '../../support/standing-timer.ts'

/** Milliseconds that a turn waits for the gateway. */
const PATIENCE_MS = 4_000

describe('purchase, while somebody else is at it', () => {
  it('F42: a slow bank → typing within 2 s, an answer within 5 s, and the receipt by itself when it is there', async () => {
    const timers = standingTimer()
    const stage = await openStage({ timer: timers.timer })
    const person = stage.person()
    await person.toReview()
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

async function until(come: () => Promise<boolean>): Promise<void> {
  while (!(await come())) await new Promise((resolve) => setImmediate(resolve))
}

async function takenMoney(stage: Stage): Promise<number[]> {
  const charges = await stage.database.collection<SandboxCharge>('sandbox-charges').find({}, { limit: 100 }).toArray()
  return charges.filter((each) => each.state === 'succeeded').map((each) => each.ask.money.amount)
}

import assert from 'node:assert/strict'
import sinon from 'sinon'
import { refundKey } from '../../../../store/orders/refund.ts'
import { refundsOf as kept } from '../../../../store/orders/refunds-of.ts'
import type { Payments } from '../../../../store/use-cases/services.ts'
import { standingClock } from '../../../support/clock.ts'
import { textOf } from '../../../support/conversation.ts'
import { type DeskStage, openDeskStage, text } from '../../../support/desk.ts'
import { dyingDatabase } from '../../../support/dying-database.ts'
import { chosen, oneTicket, withTicket } from '../../../support/one-ticket.ts'
import { chargesIn, settled } from '../../../support/renewal-stage.ts'

type RefundStatus = Awaited<ReturnType<Payments['refund']>>['status']

const MOST_WRITES = 40
/** Longer than any lease, and than the wait after a lost answer. */
const LEASES_MS = 16 * 60_000
const DAY_MS = 86_400_000

async function orderOf({ store }: DeskStage) {
  const [order] = await store.orders.ofPartner('tenant-one', 5)
  assert.ok(order)
  return order
}

async function linesOf({ store }: DeskStage) {
  const happened = (await store.tickets.numbered(1))?.entries.map((each) => each.what ?? '')
  return happened?.filter((each) => /^refund-(pending|failed)|^refunded/.test(each))
}

const refundsOf = async (stage: DeskStage) => (await chargesIn(stage)).flatMap((each) => each.refunds)

/** Two agents agree; gives what the second one is answered. */
async function confirmed({ stage, one, two }: Awaited<ReturnType<typeof withTicket>>) {
  const choice = `refund:${(await orderOf(stage))._id}`
  await one.press(await chosen(stage, one, choice), 'Confirm')
  return text(await two.press(await chosen(stage, two, choice), 'Confirm'))
}

/** A gateway that says this of every refund until it says something else; what it was asked for is kept. */
function gatewaySays(stage: DeskStage, first: RefundStatus) {
  const says = { status: first }
  const asked = sinon.stub(stage.payments, 'refund').callsFake(async () => ({ ...says }))
  return { says, keys: () => asked.args.map(([{ key }]) => key) }
}

describe('a refund after it was confirmed', () => {
  it('that is pending is told as on its way, looked up daily under its key, and told when it is done', async () => {
    const desk = await withTicket()
    const { stage, person } = desk
    const gateway = gatewaySays(stage, 'pending')
    await confirmed(desk)
    await settled(stage)
    assert.equal((await orderOf(stage)).state, 'refunding')
    assert.match(textOf(person.all()), /退款處理中/)
    assert.doesNotMatch(textOf(person.all()), /已退款/)
    assert.equal(gateway.keys().length, 1)
    stage.clock.advance(DAY_MS)
    await settled(stage)
    assert.equal(gateway.keys().length, 2)
    gateway.says.status = 'refunded'
    stage.clock.advance(DAY_MS)
    await settled(stage)
    assert.equal((await orderOf(stage)).state, 'refunded')
    assert.match(textOf(person.all()), /已退款/)
    assert.deepEqual(await linesOf(stage), ['refund-pending', 'refunded'])
    assert.equal(new Set(gateway.keys()).size, 1)
  })

  it('that fails days later is the desk’s again, also where the request was closed, and is tried under a new key', async () => {
    const desk = await withTicket()
    const { stage, one } = desk
    const gateway = gatewaySays(stage, 'pending')
    await confirmed(desk)
    await one.say('close', stage.liveCard(1).thread)
    await settled(stage)
    assert.equal((await desk.ticket()).state, 'closed')
    gateway.says.status = 'failed'
    stage.clock.advance(2 * DAY_MS)
    await settled(stage)
    const failed = await orderOf(stage)
    assert.deepEqual([failed.state, kept(failed).map((each) => each.state)], ['fulfilled', ['failed']])
    assert.deepEqual([(await desk.ticket()).state, (await desk.ticket()).refund], ['open', undefined])
    gateway.says.status = 'refunded'
    await confirmed(desk)
    assert.equal((await orderOf(stage)).state, 'refunded')
    assert.deepEqual([...new Set(gateway.keys())], [refundKey(failed._id, 1), refundKey(failed._id, 2)])
    assert.deepEqual(await linesOf(stage), ['refund-pending', 'refund-failed', 'refunded'])
  })

  for (const lost of ['its answer', 'the call', 'a key in use'] as const)
    it(`${lost} lost or late: no error for the agent, and it is found without anybody pressing again`, async () => {
      const desk = await withTicket()
      const { stage } = desk
      const give = stage.payments.refund
      const stub = sinon.stub(stage.payments, 'refund').callsFake(async (ask) => {
        if (lost === 'a key in use') return { status: 'unknown' }
        if (lost === 'its answer') await give(ask)
        throw new Error('reset')
      })
      assert.doesNotMatch(await confirmed(desk), /did not refund|went wrong/)
      assert.equal((await orderOf(stage)).state, 'refunding')
      assert.deepEqual(await linesOf(stage), ['refund-pending'])
      stub.callsFake(give)
      stage.clock.advance(LEASES_MS)
      await settled(stage)
      assert.equal((await orderOf(stage)).state, 'refunded')
      assert.equal((await refundsOf(stage)).length, 1)
    })

  for (const done of [false, true])
    it(`killed ${done ? 'after' : 'before'} any write of it: the money goes back at most once, and both books agree`, async () => {
      let points = 0
      for (let at = 1; at <= MOST_WRITES; at++) {
        const world = await oneTicket.apart()
        const [dying, clock] = [dyingDatabase(world.database), standingClock(world.at)]
        const first = await openDeskStage({ world, database: dying.database, clock })
        const [one, two] = [first.agent(), first.agent('agent-two', 'Agent Two')]
        const choice = `refund:${(await orderOf(first))._id}`
        await one.press(await chosen(first, one, choice), 'Confirm')
        const card = await chosen(first, two, choice)
        dying.dieAt(at, done)
        await two.press(card, 'Confirm').catch(() => undefined)
        if (dying.isSpared()) break
        points += 1
        clock.advance(LEASES_MS)
        const second = await openDeskStage({ world, clock })
        const third = await openDeskStage({ world, clock })
        await Promise.all([settled(second), settled(third)])
        const [order, back] = [await orderOf(second), await refundsOf(second)]
        assert.equal(order.state, back.length ? 'refunded' : 'fulfilled', `write ${at}`)
        assert.ok(back.length <= 1, `write ${at}`)
        assert.deepEqual(await linesOf(second), back.length ? ['refunded'] : [], `write ${at}`)
        const trail = await second.store.audits.ofPartner('tenant-one', 50)
        assert.equal(trail.filter((each) => each.what === 'refunded').length, back.length, `write ${at}`)
      }
      assert.ok(points >= 8 && points < MOST_WRITES, `${points} points`)
    })
})

import assert from 'node:assert/strict'
import type { RefundOutcome } from '../../../../bot/payments/sandbox/refunds.ts'
import { openGateway, stillClock } from '../gateway.ts'

async function taken() {
  const clock = stillClock()
  const { payments, askOn, sent } = await openGateway({ clock })
  const ask = await askOn('visa')
  const charge = await payments.charge(ask)
  assert.ok(charge.status === 'succeeded')
  const { chargeId } = charge
  const states = async () =>
    (await payments.findRefunds(chargeId))?.refunds.map(({ key, money, state }) => `${key} ${money.amount} ${state}`)
  const give = (key: string, amount: number, next?: RefundOutcome) => {
    payments.faults.nextRefund = next
    return payments.refund({ key, chargeId, money: { amount, currency: 'USD' } }).catch(() => 'no answer')
  }
  return { payments, clock, sent, chargeId, states, give }
}

describe('the sandbox gateway: refunds that go otherwise', () => {
  it('pending arrives after three days, and what was called done fails after five; each is told', async () => {
    const { payments, clock, sent, give, states } = await taken()
    assert.deepEqual(await give('r-1', 100, 'pending'), { status: 'pending' })
    assert.deepEqual(await give('r-2', 200, 'fails_later'), { status: 'refunded' })
    await payments.idle()
    const before = sent.length
    clock.move({ hours: 72 })
    await payments.catchUp()
    assert.deepEqual(await states(), ['r-1 100 refunded', 'r-2 200 refunded'])
    clock.move({ hours: 48 })
    await payments.catchUp()
    await payments.idle()
    assert.deepEqual(await states(), ['r-1 100 refunded', 'r-2 200 failed'])
    const told = sent.slice(before).map(({ raw }) => JSON.parse(raw.toString()).type)
    assert.ok(told.filter((each) => each === 'refund.changed').length >= 2, told.join())
    assert.deepEqual(await give('r-2', 200), { status: 'failed', why: 'bank-refused' }, 'the same try, the same answer')
  })

  it('an answer that gets lost leaves the refund made, a call that gets lost doesn’t; the key makes it once', async () => {
    const { give, states } = await taken()
    assert.equal(await give('r-1', 100, 'lost'), 'no answer')
    assert.equal(await give('r-2', 100, 'lost_not_made'), 'no answer')
    assert.deepEqual(await states(), ['r-1 100 refunded'])
    assert.deepEqual(await give('r-1', 100, 'refused'), { status: 'refunded' })
    assert.deepEqual(await give('r-2', 100, 'refused'), { status: 'failed', why: 'refused' })
    assert.deepEqual(await states(), ['r-1 100 refunded'])
  })

  it('made on its own pages: half, then the rest; then nothing is left, until it fails', async () => {
    const { payments, states, give } = await taken()
    assert.equal(await payments.refundAct('part_elsewhere'), true)
    assert.equal(await payments.refundAct('whole_elsewhere'), true)
    assert.equal(await payments.refundAct('whole_elsewhere'), false)
    assert.deepEqual(await states(), ['undefined 23750 refunded', 'undefined 23750 refunded'])
    assert.deepEqual(await give('r-1', 1), { status: 'failed', why: 'already-refunded' })
    assert.equal(await payments.refundAct('fails'), true)
    assert.deepEqual(await give('r-2', 23_750), { status: 'refunded' })
    assert.equal(await payments.refundAct('arrives'), false, 'all of them have')
  })

  it('knows the charge by its key, and nothing of one that it never took', async () => {
    const { payments, chargeId } = await taken()
    assert.deepEqual(await payments.findRefunds(chargeId), { key: chargeId.slice('sch_'.length), refunds: [] })
    assert.equal(await payments.findRefunds('sch_none'), undefined)
  })
})

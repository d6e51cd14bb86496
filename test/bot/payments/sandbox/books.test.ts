import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { openGateway, START, stillClock } from '../gateway.ts'

const DAY = { from: '2026-11-23T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' }

describe('sandbox: its books by list', () => {
  it('has what was taken on the day on which it was taken, with what we said of it; nothing of what failed', async () => {
    const clock = stillClock(Temporal.Instant.from('2026-11-22T23:59:50Z'))
    const { payments, askOn } = await openGateway({ clock })
    const about = { number: 'PO-1' }
    await payments.charge(await askOn('visa', { key: 'o-1:1' }))
    const processing = await askOn('processing', { key: 'o-2:1', about })
    await payments.charge(processing)
    await payments.charge(await askOn('declined', { key: 'o-3:1' }))
    clock.move({ seconds: 40 })
    await payments.catchUp()
    const [row, ...more] = (await payments.books.charges(DAY)).rows
    assert.deepEqual(more, [])
    assert.deepEqual(
      [row?.key, row?.at, row?.about],
      [...['o-2:1', '2026-11-23T00:00:30.000Z'], { number: 'PO-1', order: 'order-1', method: processing.methodId }],
    )
    assert.deepEqual(await payments.books.charge(row?.chargeId ?? ''), row)
    assert.equal(await payments.books.charge('sch_o-3:1'), undefined)
  })

  it('goes on page by page, each row once', async () => {
    const { payments, askOn } = await openGateway()
    const ask = await askOn('visa')
    for (let n = 0; n < 205; n++) await payments.charge({ ...ask, key: `o-${n}:1` })
    const keys: (string | undefined)[] = []
    for (let after: string | undefined, pages = 0; pages < 4; pages++) {
      const { rows, next } = await payments.books.charges({ ...DAY, after })
      keys.push(...rows.map((each) => each.key))
      after = next
      if (!next) break
    }
    assert.deepEqual([keys.length, new Set(keys).size], [205, 205])
  })

  it('has what is given back and what is disputed, on the day of that', async () => {
    const { payments, askOn, clock } = await openGateway({ clock: stillClock(START) })
    const ask = await askOn('visa')
    const paid = await payments.charge(ask)
    assert.equal(paid.status, 'succeeded')
    const chargeId = paid.status === 'succeeded' ? paid.chargeId : ''
    await payments.refund({ key: 'r-1', chargeId, money: { ...ask.money, amount: 500 } })
    const [refund] = (await payments.books.refunds(DAY)).rows
    assert.deepEqual(
      [refund?.chargeId, refund?.money, refund?.state],
      [chargeId, { ...ask.money, amount: 500 }, 'refunded'],
    )
    clock.move({ hours: 48 })
    await payments.findCharge(ask.key, ask.customer)
    assert.equal(await payments.dispute('open'), true)
    assert.equal(await payments.dispute('lost'), true)
    assert.deepEqual((await payments.books.disputes(DAY)).rows, [])
    const later = { from: '2026-11-25T00:00:00.000Z', to: '2026-11-26T00:00:00.000Z' }
    const [dispute] = (await payments.books.disputes(later)).rows
    assert.deepEqual([dispute?.chargeId, dispute?.money, dispute?.state], [chargeId, ask.money, 'lost'])
  })
})

import assert from 'node:assert/strict'
import { recordOutcome } from '../../../store/orders/attempt.ts'
import { openAttempt } from '../../../store/orders/order-steps.ts'
import { receiptOf } from '../../../store/orders/receipt.ts'
import { reviewedOrder } from '../../support/records.ts'

const AT = '2026-11-23T17:30:00.000Z'

function paid() {
  const opened = openAttempt(reviewedOrder(), 'customer-one', 'place-one', '2026-11-23T09:00:00.000Z')
  assert.ok(opened.ok)
  const money = { amount: 47_500, currency: 'USD' }
  return recordOutcome(opened.value, { state: 'succeeded', chargeId: 'charge-one', money }, AT)
}

describe('a receipt', () => {
  it('S11: has its own number beside the order’s, what was taken, and the day of payment in the zone of its term', () => {
    const order = { ...paid(), state: 'fulfilled' as const, receipt: { number: 'RC-2611-AAAAAAAA', at: AT } }
    const { number, orderNumber, price, paidOn, method, refunded } = receiptOf(order) ?? {}
    assert.deepEqual([number, orderNumber, refunded], ['RC-2611-AAAAAAAA', order.number, false])
    assert.deepEqual(price, { amount: 47_500, currency: 'USD' })
    // Half past five in the evening in London is the next day in Taipei.
    assert.equal(paidOn, '2026-11-24')
    assert.equal(method?.last4, '4242')
  })

  it('says that it was refunded, and stays', () => {
    const order = { ...paid(), state: 'refunded' as const, receipt: { number: 'RC-2611-AAAAAAAA', at: AT } }
    assert.equal(receiptOf(order)?.refunded, true)
  })

  it('is there once what was paid for has begun, not before', () => {
    assert.equal(receiptOf(reviewedOrder()), undefined)
    assert.equal(receiptOf(paid()), undefined)
  })
})

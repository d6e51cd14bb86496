import assert from 'node:assert/strict'
import { giveUp, type Outcome, recordOutcome } from '../../../store/orders/attempt.ts'
import type { Order } from '../../../store/orders/order.ts'
import { orderStatus } from '../../../store/orders/order-status.ts'
import { openAttempt, reopen } from '../../../store/orders/order-steps.ts'
import { reviewedOrder } from '../../support/records.ts'

const NOW = '2026-11-23T09:00:00.000Z'
const MONEY = { amount: 47_500, currency: 'USD' }

function charging(): Order {
  const opened = openAttempt(reviewedOrder(), 'customer-one', 'place-one', NOW)
  assert.ok(opened.ok)
  return opened.value
}

const tried = (...outcomes: Outcome[]) => outcomes.reduce((order, each) => recordOutcome(order, each, NOW), charging())
const declined = (code: string) => tried({ state: 'unknown' }, { state: 'declined', code })
const chargeId = 'charge-one'

describe('the status of an order', () => {
  const WAYS: [way: string, order: Order, status: ReturnType<typeof orderStatus>][] = [
    ['is reviewed', reviewedOrder(), 'reviewed'],
    ['has an attempt open', charging(), 'in-payment'],
    ['is being processed', tried({ state: 'processing', chargeId }), 'in-payment'],
    ['gets no answer', tried({ state: 'unknown' }), 'no-answer'],
    ['is asked for by the bank', tried({ state: 'needs-customer', chargeId }), 'waits-for-bank'],
    [
      'gets no answer, then is asked for by the bank',
      tried({ state: 'unknown' }, { state: 'needs-customer', chargeId }),
      'waits-for-bank',
    ],
    ['is refused by the bank', declined('insufficient_funds'), 'declined'],
    ['is refused, and can be bought again', reopen(declined('generic_decline'), NOW), 'declined'],
    ['never reached the bank', declined('canceled'), 'not-taken'],
    ['never reached the bank, and can be bought again', reopen(declined('canceled'), NOW), 'not-taken'],
    ['is given up after a day', giveUp(tried({ state: 'unknown' }), NOW), 'expired'],
    ['is paid', tried({ state: 'succeeded', chargeId, money: MONEY }), 'paid'],
    [
      'is paid once the bank has been satisfied',
      tried({ state: 'needs-customer', chargeId }, { state: 'succeeded', chargeId, money: MONEY }),
      'paid',
    ],
    ['took another amount', reviewedOrder({ state: 'parked', parkedBecause: 'amount-differs' }), 'parked'],
    ['was forgotten here', reviewedOrder({ state: 'parked', parkedBecause: 'found' }), 'parked-found'],
    ['came too late', reviewedOrder({ state: 'parked', parkedBecause: 'nothing-to-fulfil' }), 'parked-late'],
  ]
  for (const [way, order, status] of WAYS)
    it(`of one that ${way}: ${status}`, () => {
      assert.equal(orderStatus(order), status)
    })
})

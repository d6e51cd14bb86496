import assert from 'node:assert/strict'
import { isDuplicateKey } from '../../../store/database/collection.ts'
import { giveUp, recordOutcome } from '../../../store/orders/attempt.ts'
import type { Order } from '../../../store/orders/order.ts'
import { openAttempt, reopen } from '../../../store/orders/order-steps.ts'
import { openOrders } from '../../../store/orders/orders.ts'
import { describeOnStores } from '../../support/stores.ts'
import { reviewedRenewal } from '../../support/subscriptions.ts'

const NOW = '2027-09-19T09:00:00.000Z'
const TERM = { subscriptionId: 'subscription-one', term: 2 }

function charging(order: Order): Order {
  const opened = openAttempt(order, 'customer-one', 'subscription-one', NOW)
  assert.ok(opened.ok)
  return opened.value
}

describeOnStores('the renewal of a term, as it is kept', (open) => {
  const opened = async (...ids: string[]) => {
    const orders = await openOrders((await open()).collection('orders'))
    for (const id of ids) assert.equal(await orders.insert(reviewedRenewal(id)), true, 'anybody may prepare one')
    return { orders, of: (id: string) => reviewedRenewal(id) }
  }

  it('of many at once one is paid; the others are refused by the index', async () => {
    const ids = ['r1', 'r2', 'r3', 'r4', 'r5']
    const { orders, of } = await opened(...ids)
    const tries = await Promise.allSettled(ids.map((id) => orders.save(of(id), charging(of(id)))))
    const lost = tries.filter((each) => each.status === 'rejected')
    assert.equal(lost.length, ids.length - 1)
    assert.ok(lost.every((each) => isDuplicateKey(each.reason)))
    const winner = await orders.renewalOf(TERM)
    assert.equal(winner?.state, 'charging')
  })

  it('declined, it is in nobody’s way: a colleague pays, and then the first one cannot', async () => {
    const { orders, of } = await opened('r1', 'r2')
    const first = await orders.save(of('r1'), charging(of('r1')))
    const declined = await orders.save(first, recordOutcome(first, { state: 'declined', code: 'no' }, NOW))
    await assert.rejects(orders.save(of('r2'), charging(of('r2'))), isDuplicateKey)
    const again = await orders.save(declined, reopen(declined, NOW))
    assert.equal(await orders.renewalOf(TERM), undefined)
    const second = await orders.save(of('r2'), charging(of('r2')))
    await assert.rejects(orders.save(again, charging(again)), isDuplicateKey)
    assert.deepEqual(await orders.renewalOf(TERM), second)
  })

  it('given up after a day without an answer, it is in nobody’s way', async () => {
    const { orders, of } = await opened('r1', 'r2')
    const first = await orders.save(of('r1'), charging(of('r1')))
    const unknown = await orders.save(first, recordOutcome(first, { state: 'unknown' }, NOW))
    await assert.rejects(orders.save(of('r2'), charging(of('r2'))), isDuplicateKey)
    const expired = await orders.save(unknown, giveUp(unknown, NOW))
    assert.deepEqual([expired.state, expired.theRenewal], ['expired', undefined])
    await orders.save(of('r2'), charging(of('r2')))
  })

  it('paid, fulfilled or parked, it stays the renewal of its term for good; of the next term it is not', async () => {
    for (const state of ['fulfilled', 'parked'] as const) {
      const { orders, of } = await opened('r1', 'r2')
      const first = await orders.save(of('r1'), charging(of('r1')))
      const money = { amount: 47_500, currency: 'USD' }
      const paid = await orders.save(first, recordOutcome(first, { state: 'succeeded', chargeId: 'c1', money }, NOW))
      await orders.save(paid, { ...paid, state })
      await assert.rejects(orders.save(of('r2'), charging(of('r2'))), isDuplicateKey)
      const next = reviewedRenewal('r3', { renews: { ...TERM, term: 3 } })
      await orders.insert(next)
      assert.equal((await orders.save(next, charging(next))).state, 'charging')
    }
  })

  it('one’s own unfinished one is found by its term, never the automatic one and never somebody else’s', async () => {
    const { orders } = await opened('r1')
    await orders.insert(reviewedRenewal('r2', { personId: 'colleague-one' }))
    await orders.insert(reviewedRenewal('r3', { automatic: true, createdAt: '2027-10-01T08:00:00.000Z' }))
    const find = (person: string, term = 2) => orders.openRenewal('tenant-one', person, { ...TERM, term })
    assert.equal((await find('purchaser-one'))?._id, 'ord-r1')
    assert.equal((await find('colleague-one'))?._id, 'ord-r2')
    assert.equal(await find('purchaser-one', 3), undefined)
    assert.equal((await orders.openOf('tenant-one', 'purchaser-one'))?._id, 'ord-r1', 'nor is it gone on with')
    assert.equal(await orders.openFor('tenant-one', 'purchaser-one', 'action-pack'), undefined, 'it is no purchase')
  })
})

import assert from 'node:assert/strict'
import { ConflictError } from '../../../store/database/collection.ts'
import { IllegalStepError } from '../../../store/database/legal-steps.ts'
import { ORDER_STEPS, type Order, order } from '../../../store/orders/order.ts'
import { openAttempt } from '../../../store/orders/order-steps.ts'
import { openOrders } from '../../../store/orders/orders.ts'
import { pendingFor, SUBSCRIPTION_STEPS, subscription } from '../../../store/subscriptions/subscription.ts'
import { openSubscriptions } from '../../../store/subscriptions/subscriptions.ts'
import { reviewedOrder } from '../../support/records.ts'
import { describeOnStores } from '../../support/stores.ts'

const SUBSCRIPTION_STATES = subscription.shape.state.options

const ORDER_STATES = order.shape.state.options

const NOW = '2026-11-23T09:00:00.000Z'

/** The tables of the rules, written a second time: a step that is in one and not in the other fails. */
const ORDER_TABLE = `
draft: reviewed abandoned expired
reviewed: charging draft expired
charging: paid declined needs-customer unknown
declined: reviewed
needs-customer: paid declined expired
unknown: paid declined expired
paid: fulfilled parked
fulfilled: refunding refunded
parked: refunding refunded fulfilled
refunding: refunded fulfilled parked
refunded: fulfilled parked refunding`

describe('the tables of states', () => {
  it('orders go exactly the ways of the table', () => {
    const written = ORDER_TABLE.trim()
      .split('\n')
      .map((row) => row.split(': '))
    const table = Object.fromEntries(written.map(([from = '', to = '']) => [from, to.split(' ')]))
    for (const state of ORDER_STATES)
      assert.deepEqual([...ORDER_STEPS[state]].toSorted(), (table[state] ?? []).toSorted(), state)
  })

  it('subscriptions go exactly the ways of the table', () => {
    const table: Record<string, string[]> = {
      pending: ['active', 'released'],
      active: ['cancelled', 'frozen', 'grace'],
      grace: ['active', 'cancelled', 'expired'],
      frozen: ['active', 'cancelled'],
    }
    for (const state of SUBSCRIPTION_STATES)
      assert.deepEqual([...SUBSCRIPTION_STEPS[state]].toSorted(), table[state] ?? [], state)
  })
})

describeOnStores('orders', (open) => {
  async function openOne(differs: Partial<Order> = {}) {
    const orders = await openOrders((await open()).collection('orders'))
    const order = reviewedOrder(differs)
    assert.equal(await orders.insert(order), true)
    return { orders, order }
  }

  it('writes no step that the table does not know', async () => {
    for (const from of ORDER_STATES) {
      const { orders, order } = await openOne({ state: from })
      for (const to of ORDER_STATES) {
        if (to === from || ORDER_STEPS[from].includes(to)) continue
        await assert.rejects(orders.save(order, { ...order, state: to }), IllegalStepError, `${from} → ${to}`)
      }
      assert.equal((await orders.get(order._id))?.state, from)
    }
  })

  it('F28: of 20 that open an attempt at once one wins, the others are told that it has changed', async () => {
    const { orders, order } = await openOne()
    const opened = openAttempt(order, 'customer', 'place', NOW)
    assert.ok(opened.ok)
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => orders.save(order, opened.value)))
    assert.equal(results.filter((each) => each.status === 'fulfilled').length, 1)
    for (const each of results) if (each.status === 'rejected') assert.ok(each.reason instanceof ConflictError)
    assert.equal((await orders.get(order._id))?.attempts.length, 1)
  })

  it('an attempt that has ended stays as it ended, and none disappears', async () => {
    const { orders, order } = await openOne()
    const opened = openAttempt(order, 'customer', 'place', NOW)
    assert.ok(opened.ok)
    const charging = await orders.save(order, opened.value)
    const [attempt] = charging.attempts
    assert.ok(attempt)
    const declined = await orders.save(charging, {
      ...charging,
      state: 'declined',
      attempts: [{ ...attempt, state: 'failed' }],
    })
    await assert.rejects(orders.save(declined, { ...declined, state: 'reviewed', attempts: [] }), IllegalStepError)
    await assert.rejects(
      orders.save(declined, { ...declined, state: 'reviewed', attempts: [{ ...attempt, state: 'succeeded' }] }),
      IllegalStepError,
    )
    const two = [{ ...attempt }, { ...attempt, n: 2, key: 'x' }]
    await assert.rejects(orders.save(charging, { ...charging, attempts: two }), /changed|attempts/)
  })

  it('finds a person’s unfinished order, what is due for a look, and what is due to expire', async () => {
    const { orders, order } = await openOne({ lookAt: NOW })
    assert.equal((await orders.openOf('tenant-one', 'purchaser-one'))?._id, order._id)
    assert.equal(await orders.openOf('tenant-two', 'purchaser-one'), undefined)
    assert.deepEqual(
      (await orders.dueForLook(NOW, 10)).map((each) => each._id),
      [order._id],
    )
    assert.deepEqual(await orders.dueForLook('2026-11-23T08:59:59.999Z', 10), [])
    assert.deepEqual(await orders.dueToExpire(NOW, 10), [])
    assert.deepEqual(
      (await orders.dueToExpire('2026-11-24T08:00:00.000Z', 10)).map((each) => each._id),
      [order._id],
    )
  })
})

describeOnStores('subscriptions', (open) => {
  it('F64, S3: one live place per partner, offer and area; released ones are as many as there were', async () => {
    const subscriptions = await openSubscriptions((await open()).collection('subscriptions'))
    const places = [1, 2, 3].map((n) => pendingFor(reviewedOrder(), `place-${n}`, NOW))
    const [first, second] = places
    assert.ok(first && second)
    const results = await Promise.all(places.map((each) => subscriptions.insert(each)))
    assert.deepEqual(results.filter(Boolean).length, 1)
    const subscription = await subscriptions.liveFor('tenant-one', 'action-pack')
    assert.ok(subscription)
    await subscriptions.save(subscription, { ...subscription, state: 'released' })
    assert.equal(await subscriptions.liveFor('tenant-one', 'action-pack'), undefined)
    assert.equal(await subscriptions.insert({ ...second, _id: 'again' }), true)
    assert.equal(await subscriptions.insert({ ...second, _id: 'elsewhere', area: 'security' }), true)
  })

  it('S14: no write turns auto-renew on again without a later term', async () => {
    const subscriptions = await openSubscriptions((await open()).collection('subscriptions'))
    const term = { number: 1, start: '2026-11-23', end: '2027-11-23', zone: 'Asia/Taipei', anchor: '11-23' }
    const off = { ...pendingFor(reviewedOrder(), 'place-1', NOW), state: 'active' as const, term, autoRenew: false }
    assert.equal(await subscriptions.insert(off), true)
    await assert.rejects(subscriptions.save(off, { ...off, autoRenew: true }), IllegalStepError)
    await assert.rejects(
      subscriptions.save(off, { ...off, autoRenew: true, term: { ...term, end: '2028-11-23' } }),
      IllegalStepError,
    )
    const renewed = await subscriptions.save(off, {
      ...off,
      autoRenew: true,
      term: { ...term, number: 2, start: '2027-11-23', end: '2028-11-23' },
    })
    assert.equal(renewed.autoRenew, true)
  })
})

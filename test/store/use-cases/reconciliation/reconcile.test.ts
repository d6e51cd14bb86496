import assert from 'node:assert/strict'
import sinon from 'sinon'
import { addsUp } from '../../../../store/reconciliation/counting.ts'
import { reconcile } from '../../../../store/use-cases/reconciliation/reconcile.ts'
import { boughtStage } from '../../../support/renewal-stage.ts'
import { beats, compared, differencesIn } from '../../../support/restored-backup.ts'

const DAY = '2026-11-23'
const PAID = 47_500
const ALL = { fresh: true, pages: 100 }

async function orderOf(stage: Awaited<ReturnType<typeof boughtStage>>) {
  const [order] = await stage.store.orders.ofPartner('tenant-one', 5)
  return order ?? assert.fail('no order')
}

/** As if its attempt had been given up before its money came; gives the attempt's key. */
async function closedAttempt(stage: Awaited<ReturnType<typeof boughtStage>>): Promise<string> {
  const order = await orderOf(stage)
  const orders = stage.database.collection<{ _id: string; attempts: object[]; state: string }>('orders')
  // Nobody had heard of its charge by then.
  const { chargeId: _charge, taken: _taken, ...attempt } = order.attempts[0] ?? assert.fail('no attempt')
  const closed = { ...attempt, state: 'failed', declineCode: 'given-up' }
  await orders.updateOne({ _id: order._id }, { $set: { attempts: [closed], state: 'expired' } })
  return attempt.key
}

describe('the gateway’s books beside ours', () => {
  it('are equal after a purchase, on the day of it, to the minor unit', async () => {
    const stage = await boughtStage()
    const day = await reconcile(stage.services, DAY, ALL)
    assert.deepEqual([day.phase, day.differing, day.others, addsUp(day)], ['done', 0, 0, true])
    assert.deepEqual(day.currencies.USD?.gateway, { paid: PAID, refunded: 0, 'taken-back': 0 })
    assert.deepEqual(day.currencies.USD?.records, day.currencies.USD?.gateway)
  })

  it('a payment that our records say and the gateway doesn’t know: one request, however often it is compared', async () => {
    const stage = await boughtStage()
    const order = await orderOf(stage)
    await stage.bank.collection<{ _id: string }>('sandbox-charges').deleteOne({ _id: order.attempts[0]?.key ?? '' })
    for (let times = 0; times < 2; times++)
      assert.deepEqual(differencesIn([await reconcile(stage.services, DAY, ALL)]), [`not-at-gateway ${-PAID} request`])
    const tickets = await stage.store.tickets.ofPartner('tenant-one', undefined, 5)
    assert.deepEqual(
      tickets.map(
        ({ request: { noticed } }) => noticed?.what === 'books-differ' && [noticed.difference, noticed.records],
      ),
      [['not-at-gateway', { amount: PAID, currency: 'USD' }]],
    )
  })

  it('another amount than we know of: one request that says both', async () => {
    const stage = await boughtStage()
    const order = await orderOf(stage)
    const charges = stage.bank.collection<{ _id: string; taken: object }>('sandbox-charges')
    const key = order.attempts[0]?.key ?? ''
    await charges.updateOne({ _id: key }, { $set: { taken: { amount: PAID + 100, currency: 'USD' } } })
    assert.deepEqual(differencesIn([await reconcile(stage.services, DAY, ALL)]), ['amount 100 request'])
    await charges.updateOne({ _id: key }, { $set: { taken: { amount: PAID, currency: 'EUR' } } })
    const differing = differencesIn([await reconcile(stage.services, DAY, ALL)])
    assert.deepEqual(differing.toSorted(), [`amount ${-PAID} request`, `amount ${PAID} request`])
    assert.equal((await stage.store.tickets.ofPartner('tenant-one', undefined, 5)).length, 1)
  })

  it('a payment just before midnight that we have heard of after it is on another day, and no difference', async () => {
    const stage = await boughtStage({ at: '2026-11-22T23:59:50Z' })
    const order = await orderOf(stage)
    const [attempt] = order.attempts
    assert.ok(attempt)
    const late = { ...attempt, endedAt: '2026-11-23T00:00:10.000Z' }
    await stage.store.orders.save(order, { ...order, attempts: [late] })
    stage.clock.advance(24 * 3_600_000)
    const days = await compared(stage, '2026-11-22')
    assert.deepEqual(differencesIn(days), [])
    assert.deepEqual(
      days.slice(0, 2).map(({ currencies }) => currencies.USD?.otherDay.paid),
      [PAID, -PAID],
    )
  })

  it('a dispute whose event never came is found, and taken up by its job', async () => {
    const stage = await boughtStage()
    stage.payments.faults.webhooks = 'drop'
    await stage.payments.dispute('open')
    await stage.payments.dispute('lost')
    await stage.payments.idle()
    assert.deepEqual(differencesIn(await compared(stage)), [`dispute-not-here ${PAID} taken-up`])
    await beats(stage)
    const { dispute } = await orderOf(stage)
    assert.deepEqual([dispute?.state, dispute?.money], ['lost', { amount: PAID, currency: 'USD' }])
    assert.deepEqual(differencesIn(await compared(stage)), [])
  })

  it('money that came after its attempt was closed is nobody’s, and its going back is seen too', async () => {
    const stage = await boughtStage()
    const key = await closedAttempt(stage)
    await reconcile(stage.services, DAY, ALL)
    await beats(stage)
    assert.equal((await stage.payments.books.refundsOf(`sch_${key}`)).length, 1)
    const day = await reconcile(stage.services, DAY, ALL)
    const { paid, refunded } = day.currencies.USD?.strays ?? {}
    assert.deepEqual([day.differing, paid, refunded], [0, PAID, PAID])
  })

  for (const [what, outcome, days] of [
    ['on its way', 'pending', 2],
    ['said to be back', 'fails_later', 6],
  ] as const)
    it(`money that came after its attempt was closed, ${what}, and then the bank couldn’t take it → it goes back anew`, async () => {
      const stage = await boughtStage()
      const key = await closedAttempt(stage)
      stage.payments.faults.nextRefund = outcome
      await reconcile(stage.services, DAY, ALL)
      await beats(stage)
      if (outcome === 'pending') await stage.payments.refundAct('fails')
      for (let day = 0; day < days; day++) {
        stage.clock.advance(24 * 3_600_000)
        await beats(stage)
      }
      const found = await stage.payments.books.refundsOf(`sch_${key}`)
      assert.deepEqual(
        found.map(({ state, money }) => [state, money.amount]),
        [
          ['failed', PAID],
          ['refunded', PAID],
        ],
      )
    })

  it('money that came after its attempt was closed, of which a part went back elsewhere: the rest goes, and no more', async () => {
    const stage = await boughtStage()
    const key = await closedAttempt(stage)
    await stage.payments.refundAct('part_elsewhere')
    await reconcile(stage.services, DAY, ALL)
    await beats(stage)
    const found = await stage.payments.books.refundsOf(`sch_${key}`)
    assert.equal(
      found.reduce((sum, { money }) => sum + money.amount, 0),
      PAID,
    )
  })

  it('money that came after its attempt was closed, and the gateway never gives it back: the desk has one request', async () => {
    const stage = await boughtStage()
    await closedAttempt(stage)
    const refused = sinon.stub(stage.services.payments, 'refund').resolves({ status: 'failed', why: 'refused' })
    await reconcile(stage.services, DAY, ALL)
    for (let hour = 0; hour < 60; hour++) {
      await stage.runDue()
      stage.clock.advance(3_600_000)
    }
    refused.restore()
    const tickets = await stage.store.tickets.ofPartner('tenant-one', undefined, 5)
    assert.deepEqual(
      tickets.map(
        ({ request: { noticed } }) => noticed?.what === 'books-differ' && [noticed.difference, noticed.gateway],
      ),
      [['not-paid-here', { amount: PAID, currency: 'USD' }]],
    )
  })

  it('what is none of ours on the same account is counted and left alone', async () => {
    const stage = await boughtStage()
    const order = await orderOf(stage)
    const { method, customer, money } = order.attempts[0] ?? assert.fail('no attempt')
    for (const key of ['inv_1', 'order-1:1', 'ord-1', 'ord-x y:1'])
      await stage.payments.charge({ key, money, methodId: method.id, customer, orderId: 'theirs', unattended: true })
    const day = await reconcile(stage.services, DAY, ALL)
    assert.deepEqual([day.others, day.differing], [4, 0])
  })

  it('a gateway that doesn’t answer ends it where it was; the next go counts nothing twice', async () => {
    const stage = await boughtStage()
    const { books } = stage.services.payments
    const refunds = sinon.stub(books, 'refunds').rejects(new Error('not now'))
    await assert.rejects(reconcile(stage.services, DAY, ALL), /not now/)
    assert.equal((await stage.store.reconciliations.get(DAY))?.phase, 'refunds')
    refunds.restore()
    const charges = sinon.spy(books, 'charges')
    const day = await reconcile(stage.services, DAY, ALL)
    assert.equal(charges.callCount, 0)
    charges.restore()
    assert.deepEqual([day.phase, day.currencies.USD?.gateway.paid], ['done', PAID])
  })

  it('each day is compared once by itself, after it is over; days that were missed are caught up on, a month of them', async () => {
    const stage = await boughtStage()
    await beats(stage)
    assert.equal(await stage.store.reconciliations.get(DAY), undefined, 'the day is not over')
    stage.clock.advance(24 * 3_600_000)
    await beats(stage)
    assert.equal((await stage.store.reconciliations.get(DAY))?.phase, 'done')
    stage.clock.advance(60 * 24 * 3_600_000)
    await beats(stage, 12)
    const has = async (day: string) => (await stage.store.reconciliations.get(day))?.phase
    assert.deepEqual(
      [await has('2026-11-26'), await has('2026-12-26'), await has('2027-01-22')],
      [undefined, 'done', 'done'],
    )
  })

  it('orders from before it was kept when money moved for them are compared like others', async () => {
    const stage = await boughtStage()
    const order = await orderOf(stage)
    await stage.database
      .collection<{ _id: string; movedAt?: string }>('orders')
      .updateOne({ _id: order._id }, { $unset: { movedAt: '' } })
    await beats(stage)
    assert.equal((await orderOf(stage)).movedAt, order.movedAt)
  })
})

import assert from 'node:assert/strict'
import { readCatalogue } from '../../../../store/catalogue/read-catalogue.ts'
import { refundsFound } from '../../../../store/orders/refund-steps.ts'
import { openStore } from '../../../../store/store.ts'
import { issuePapers } from '../../../../store/use-cases/papers/issue-papers.ts'
import { standingClock } from '../../../support/clock.ts'
import { paidOrder, refundOf } from '../../../support/paid-orders.ts'
import { openChance } from '../../../support/random.ts'
import { inMemory } from '../../../support/stores.ts'

async function opened() {
  const store = await openStore((await inMemory.open()).database)
  const parts = { store, clock: standingClock('2026-11-24T08:00:00Z'), catalogue: readCatalogue() }
  return { store, issue: (id: string) => issuePapers(parts, id) }
}

describe('credit notes', () => {
  it('S27: of a refund say what of it is net and tax, and which invoice they correct', async () => {
    const { store, issue } = await opened()
    const order = paidOrder(1)
    await store.orders.insert(order)
    await issue(order._id)
    const paid = await store.orders.get(order._id)
    assert.ok(paid && !paid.paperDue)
    await store.orders.save(paid, { ...paid, refunds: [refundOf(order, 're-1', 51_419)], state: 'refunding' })
    assert.deepEqual(
      (await store.orders.owedPapers(5)).map((each) => each._id),
      [order._id],
    )
    await issue(order._id)
    const [invoice, credit, ...more] = await store.papers.ofOrder(order._id, 10)
    assert.deepEqual(more, [])
    assert.deepEqual([invoice?.total.amount, invoice?.bill.net, invoice?.bill.tax], [51_419, 47_500, 3_919])
    assert.deepEqual([credit?.total.amount, credit?.bill.net, credit?.bill.tax], [51_419, 47_500, 3_919])
    assert.deepEqual([credit?._id, credit?.corrects, credit?.kind], ['SONE-2026-C000001', invoice?._id, 'credit-note'])
  })

  it('S27: in any parts together are the invoice, to the minor unit', async () => {
    const seed = 7
    const random = openChance(seed).next
    for (let i = 0; i < 12; i++) {
      const { store, issue } = await opened()
      const order = paidOrder(1)
      const refunds = []
      for (let left = 51_419; left > 0; ) {
        const amount = Math.min(left, 1 + Math.floor(random() * (i < 4 ? 9_000 : 30_000)))
        refunds.push(refundOf(order, `re-${refunds.length}`, amount))
        left -= amount
      }
      await store.orders.insert({ ...order, state: 'refunded', refunds })
      await issue(order._id)
      const [invoice, ...credits] = await store.papers.ofOrder(order._id, 200)
      assert.equal(credits.length, refunds.length)
      for (const { bill, total } of credits) assert.equal(bill.net + bill.tax, total.amount)
      const sum = (of: 'net' | 'tax') => credits.reduce((all, { bill }) => all + bill[of], 0)
      assert.deepEqual([sum('net'), sum('tax')], [invoice?.bill.net, invoice?.bill.tax], `seed ${seed}, round ${i}`)
    }
  })

  it('S27: of money that is there again for a term that was undone: taken back too, and made anew once it is given back', async () => {
    const { store, issue } = await opened()
    const order = paidOrder(1)
    await store.orders.insert({ ...order, state: 'refunded', refunds: [refundOf(order, 're-1', 51_419)] })
    await issue(order._id)
    const now = await store.orders.get(order._id)
    assert.ok(now)
    const failed = {
      id: 're-1',
      money: { amount: 51_419, currency: 'USD' },
      state: 'failed' as const,
      at: now.createdAt,
    }
    const { receipt: _receipt, ...undone } = refundsFound(now, [failed], now.createdAt)
    const parked = await store.orders.save(now, { ...undone, state: 'parked', parkedBecause: 'undone' })
    await issue(order._id)
    const latest = await store.orders.get(order._id)
    assert.ok(latest)
    const back = { ...failed, id: 're-2', state: 'refunded' as const }
    await store.orders.save(latest, refundsFound(latest, [failed, back], now.createdAt))
    await issue(order._id)
    const kinds = (await store.papers.ofOrder(order._id, 9)).map((each) => each.kind)
    assert.deepEqual(kinds, ['invoice', 'credit-note', 'credit-reversal', 'credit-note'])
    assert.equal(parked.paperDue, true)
  })

  it('F40: killed before the order says that it has its credit note, and then the gateway takes its word back: it is taken back too', async () => {
    const { store, issue } = await opened()
    const order = paidOrder(1)
    const refunds = [refundOf(order, 're-1', 10_000)]
    await store.orders.insert({ ...order, refunds })
    await issue(order._id)
    const now = await store.orders.get(order._id)
    assert.ok(now)
    const { papers = [] } = now
    const before = { ...now, papers: papers.filter((each) => each.about !== 'credit:re-1') }
    const failed = {
      id: 're-1',
      money: { amount: 10_000, currency: 'USD' },
      state: 'failed' as const,
      at: now.createdAt,
    }
    await store.orders.save(now, refundsFound(before, [failed], now.createdAt))
    await issue(order._id)
    const kinds = (await store.papers.ofOrder(order._id, 9)).map((each) => each.kind)
    assert.deepEqual(kinds, ['invoice', 'credit-note', 'credit-reversal'])
    assert.equal((await store.orders.get(order._id))?.paperDue, undefined)
  })

  it('S27: come for money that is back alone; what the gateway takes back of its word is taken back by a paper of its own', async () => {
    const { store, issue } = await opened()
    const order = paidOrder(1)
    const refunds = [
      refundOf(order, 're-1', 10_000),
      refundOf(order, 're-2', 5_000, { state: 'pending' }),
      refundOf(order, 're-3', 5_000, { state: 'failed' }),
    ]
    await store.orders.insert({ ...order, refunds })
    await issue(order._id)
    assert.deepEqual(
      (await store.papers.ofOrder(order._id, 9)).map((each) => each.about),
      ['invoice:ord-1', 'credit:re-1'],
    )
    const now = await store.orders.get(order._id)
    assert.ok(now)
    const failed = refunds.map((each) => (each.id === 're-1' ? { ...each, state: 'failed' as const } : each))
    await store.orders.save(now, { ...now, refunds: failed })
    await issue(order._id)
    const [, credit, reversal, ...more] = await store.papers.ofOrder(order._id, 9)
    assert.deepEqual(more, [])
    assert.deepEqual(
      [reversal?._id, reversal?.kind, reversal?.corrects],
      ['SONE-2026-000002', 'credit-reversal', credit?._id],
    )
    assert.deepEqual([reversal?.total, reversal?.bill], [credit?.total, credit?.bill])
    assert.equal((await store.orders.get(order._id))?.paperDue, undefined)
  })
})

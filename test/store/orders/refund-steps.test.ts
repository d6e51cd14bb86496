import assert from 'node:assert/strict'
import { type Order, order } from '../../../store/orders/order.ts'
import { askRefund, assertRefunds, type FoundRefund, refundsFound } from '../../../store/orders/refund-steps.ts'
import { leftOf, refundsOf, returnedOf } from '../../../store/orders/refunds-of.ts'
import { reviewedOrder } from '../../support/records.ts'

/** Action Pack, paid and set up. */
function fulfilledOrder(): Order {
  const reviewed = reviewedOrder()
  const money = { amount: 47_500, currency: 'USD' }
  const method = { id: 'pm-1', brand: 'Visa', last4: '4242', expires: '2030-12' }
  const attempt = {
    ...{ n: 1, key: `${reviewed._id}:1`, money, taken: money, method, customer: 'cus-1', subscriptionId: 'sub-1' },
    ...{ state: 'succeeded' as const, openedAt: NOW, endedAt: NOW, chargeId: 'ch-1' },
  }
  return { ...reviewed, state: 'fulfilled', attempts: [attempt], receipt: { number: 'RC-1', at: NOW } }
}

const NOW = '2026-11-24T08:00:00.000Z'
const usd = (amount: number) => ({ amount, currency: 'USD' })
const by = { ticketId: 'tic-1', proposedBy: 'p1', confirmedBy: 'p2' }

function asked(of: Order, amount: number, seen = `seen-${amount}`): Order {
  const after = askRefund(of, { ...by, money: usd(amount), seen }, NOW)
  assert.ok(after.ok, JSON.stringify(after))
  return order.parse(after.value)
}

const found = (id: string, amount: number, state: FoundRefund['state'], key?: string): FoundRefund => ({
  ...{ id, money: usd(amount), state, at: NOW },
  ...(key ? { key } : {}),
})

describe('the refunds of an order', () => {
  it('one whose key the gateway has used for another amount, which a restored backup has forgotten: that counts, and ours has failed', () => {
    const paid = fulfilledOrder()
    const theirs = found('re_1', 40_000, 'refunded', `refund:${paid._id}`)
    const after = order.parse(refundsFound(asked(paid, 10_000), [theirs], NOW))
    assertRefunds(asked(paid, 10_000), after)
    assert.deepEqual(
      refundsOf(after).map(({ id, state, money }) => [id, state, money.amount]),
      [
        [`refund:${paid._id}`, 'failed', 10_000],
        ['re_1', 'refunded', 40_000],
      ],
    )
    assert.deepEqual([after.state, leftOf(after)], ['fulfilled', usd(7_500)])
    assert.equal(refundsFound(after, [theirs], NOW), after, 'nothing is new')
    const next = asked(after, 7_500)
    assert.equal(refundsOf(next).at(-1)?.id, `refund:${paid._id}:2`)
    const both = [theirs, found('re_2', 7_500, 'refunded', `refund:${paid._id}:2`)]
    assert.equal(refundsFound(next, both, NOW).state, 'refunded')
  })

  it('are asked for up to what was taken, together, each under a key of its own', () => {
    const paid = fulfilledOrder()
    const first = asked(paid, 10_000)
    const second = asked(first, 37_500)
    assert.deepEqual(
      refundsOf(second).map((each) => each.id),
      [`refund:${paid._id}`, `refund:${paid._id}:2`],
    )
    assert.deepEqual(leftOf(second), usd(0))
    for (const amount of [0, -1, 37_501])
      assert.equal(askRefund(first, { ...by, money: usd(amount), seen: 'x' }, NOW).ok, false, String(amount))
    const other = { ...by, money: { amount: 1, currency: 'EUR' }, seen: 'y' }
    assert.deepEqual(askRefund(first, other, NOW), { ok: false, refusal: 'refund-too-much' })
    assert.deepEqual(askRefund(second, { ...by, money: usd(1), seen: 'z' }, NOW), {
      ...{ ok: false, refusal: 'nothing-to-refund' },
    })
  })

  it('one proposal makes one of them, however often it is confirmed', () => {
    const once = asked(fulfilledOrder(), 100)
    const twice = askRefund(once, { ...by, money: usd(100), seen: 'seen-100' }, NOW)
    assert.ok(twice.ok && twice.value === once)
  })

  it('an order without an attempt, or a charge, is refused, and never asked for with nothing', () => {
    const { chargeId: _charge, ...attempt } = fulfilledOrder().attempts[0] ?? assert.fail()
    for (const attempts of [[], [attempt], [{ ...attempt, state: 'failed' as const }]])
      assert.deepEqual(askRefund({ ...fulfilledOrder(), attempts }, { ...by, money: usd(1), seen: 'x' }, NOW), {
        ...{ ok: false, refusal: 'nothing-to-refund' },
      })
  })

  it('the gateway’s list is the truth: ours by their keys, others by their ids, whatever the order', () => {
    const paid = asked(fulfilledOrder(), 10_000)
    const key = `refund:${paid._id}`
    const all = [found('re_2', 500, 'refunded'), found('re_1', 10_000, 'refunded', key)]
    for (const list of [all, all.toReversed()]) {
      const after = refundsFound(paid, list, NOW)
      assert.equal(after.state, 'fulfilled')
      assert.deepEqual(returnedOf(after), usd(10_500))
      assert.equal(refundsFound(after, list, '2026-12-01T00:00:00.000Z'), after, 'nothing is new')
    }
  })

  it('all of it back is refunded; taken back again it is what it was', () => {
    const whole = refundsFound(fulfilledOrder(), [found('re_1', 47_500, 'refunded')], NOW)
    assert.equal(whole.state, 'refunded')
    const again = refundsFound(whole, [found('re_1', 47_500, 'failed')], NOW)
    assert.equal(again.state, 'fulfilled')
    assert.deepEqual(leftOf(again), usd(47_500))
  })

  it('what failed before anybody knew of it is no news', () => {
    const paid = fulfilledOrder()
    assert.equal(refundsFound(paid, [found('re_1', 500, 'failed')], NOW), paid)
  })

  it('one of ours that the record has forgotten, as after a restored backup, uses up its key', () => {
    const paid = fulfilledOrder()
    const after = refundsFound(paid, [found('re_1', 500, 'refunded', `refund:${paid._id}`)], NOW)
    assert.deepEqual(
      refundsOf(after).map(({ id, by }) => [id, by]),
      [[`refund:${paid._id}`, 'desk']],
    )
    assert.equal(refundsOf(asked(after, 100)).at(-1)?.id, `refund:${paid._id}:2`)
  })

  it('an order from before there was a list has its one refund as the first', () => {
    const former = {
      n: 2,
      was: 'fulfilled',
      state: 'pending',
      ticketId: 't',
      proposedBy: 'p1',
      confirmedBy: 'p2',
    } as const
    const old: Order = { ...fulfilledOrder(), state: 'refunding', refund: { ...former, askedAt: NOW } }
    assert.deepEqual(
      refundsOf(old).map(({ id, money, state }) => [id, money.amount, state]),
      [[`refund:${old._id}:2`, 47_500, 'pending']],
    )
    const failed = order.parse(refundsFound(old, [found('re_1', 47_500, 'failed', `refund:${old._id}:2`)], NOW))
    assert.deepEqual([failed.state, failed.refund], ['fulfilled', undefined])
    assert.equal(refundsOf(asked(failed, 1)).at(-1)?.id, `refund:${old._id}:3`)
  })
})

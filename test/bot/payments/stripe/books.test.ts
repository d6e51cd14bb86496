import assert from 'node:assert/strict'
import type { BookPage } from '../../../../store/use-cases/gateway-books.ts'
import { ASK, MONEY, stripeForEachTest } from './asks.ts'

const DAY = { from: '2026-11-23T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' }

describe('Stripe: its books by list', () => {
  const { server, payments } = stripeForEachTest()
  const at = (instant: string) => {
    server().account.now = Date.parse(instant) / 1_000
  }

  async function allOf<T>(list: (ask: typeof DAY & { after?: string }) => Promise<BookPage<T>>): Promise<T[]> {
    const rows: T[] = []
    for (let after: string | undefined; ; ) {
      const page = await list({ ...DAY, ...(after ? { after } : {}) })
      rows.push(...page.rows)
      after = page.next
      if (!after) return rows
    }
  }

  it('has the money that was taken, with our key and what we said; a try that failed took none', async () => {
    at('2026-11-23T10:00:00Z')
    await payments().charge({ ...ASK, about: { number: 'PO-1', partner: 'tenant-one' }, title: 'PO-1 · Action Pack' })
    await payments().charge({ ...ASK, key: 'order-2:1', methodId: 'pm_no_funds' })
    const [row, ...more] = await allOf(payments().books.charges)
    assert.deepEqual(more, [])
    assert.deepEqual(row, {
      ...{ chargeId: 'pi_1', key: ASK.key, customer: ASK.customer, at: '2026-11-23T10:00:00.000Z', money: MONEY },
      about: { number: 'PO-1', partner: 'tenant-one', key: ASK.key, order: ASK.orderId, method: ASK.methodId },
    })
    assert.equal(server().charges[1]?.description, 'PO-1 · Action Pack')
  })

  it('the day of a charge is when the money was taken, not when it was first tried; the borders belong to one day each', async () => {
    at('2026-11-22T23:59:00Z')
    await payments().charge({ ...ASK, methodId: 'pm_bank_asks' })
    at('2026-11-23T00:00:00Z')
    server().bankSays('pi_1', true)
    at('2026-11-24T00:00:00Z')
    await payments().charge({ ...ASK, key: 'order-2:1' })
    assert.deepEqual(
      (await allOf(payments().books.charges)).map((each) => each.key),
      [ASK.key],
    )
  })

  it('goes on page by page from where it was left, each row once, whatever is new meanwhile', async () => {
    at('2026-11-23T01:00:00Z')
    const { client } = server()
    for (let n = 0; n < 205; n++)
      await client.paymentIntents.create({
        ...{ amount: 100, currency: 'usd', customer: ASK.customer, payment_method: 'pm_ok', confirm: true },
        metadata: { key: `order-${n}:1` },
      })
    const first = await payments().books.charges(DAY)
    assert.equal(first.rows.length, 100)
    await payments().charge({ ...ASK, key: 'order-new:1' })
    const second = await payments().books.charges({ ...DAY, after: first.next })
    const again = await payments().books.charges({ ...DAY, after: first.next })
    assert.deepEqual(again, second)
    const third = await payments().books.charges({ ...DAY, after: second.next })
    assert.equal(third.next, undefined)
    const keys = [...first.rows, ...second.rows, ...third.rows].map((each) => each.key)
    assert.deepEqual([keys.length, new Set(keys).size], [205, 205])
  })

  it('has refunds and disputes however they began, with their amounts and how they stand', async () => {
    at('2026-11-23T10:00:00Z')
    await payments().charge(ASK)
    await payments().charge({ ...ASK, key: 'order-2:1' })
    const { client, account } = server()
    account.refundsEnd.push('succeeded', 'pending')
    await client.refunds.create({ payment_intent: 'pi_1', amount: 500 })
    await client.refunds.create({ payment_intent: 'pi_1', amount: 700 })
    server().failRefund('re_1')
    server().dispute('pi_2', 'needs_response')
    const refunds = (await allOf(payments().books.refunds)).map(({ chargeId, money, state }) => [
      chargeId,
      money,
      state,
    ])
    assert.deepEqual(refunds, [
      ['pi_1', { amount: 700, currency: 'USD' }, 'pending'],
      ['pi_1', { amount: 500, currency: 'USD' }, 'failed'],
    ])
    const [dispute] = await allOf(payments().books.disputes)
    assert.deepEqual([dispute?.chargeId, dispute?.money, dispute?.state], ['pi_2', MONEY, 'open'])
    server().dispute('pi_2', 'warning_needs_response')
    assert.equal((await allOf(payments().books.disputes))[0]?.state, undefined)
  })

  it('finds one charge by our name of it and by Stripe’s own; none where no money was taken', async () => {
    await payments().charge(ASK)
    await payments().charge({ ...ASK, key: 'order-2:1', methodId: 'pm_no_funds' })
    const { books } = payments()
    assert.equal((await books.charge('pi_1'))?.key, ASK.key)
    assert.deepEqual(await books.charge('ch_1'), await books.charge('pi_1'))
    for (const none of ['pi_2', 'ch_2', 'pi_unknown', 'ch_unknown'])
      assert.equal(await books.charge(none), undefined, none)
  })

  it('rejects when Stripe can’t be asked: a book that was not read is no empty one', async () => {
    server().getFaults.push(500, 500, 429, 500)
    const { books } = payments()
    await assert.rejects(books.charges(DAY))
    await assert.rejects(books.refunds(DAY))
    await assert.rejects(books.disputes(DAY))
    await assert.rejects(books.charge('pi_1'))
  })
})

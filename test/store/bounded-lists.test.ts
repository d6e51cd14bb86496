import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { billed } from '../../store/billing/bill.ts'
import { openDatabase } from '../../store/open-database.ts'
import { MOST_ATTEMPTS, type Order, order as orderSchema } from '../../store/orders/order.ts'
import { openAttempt } from '../../store/orders/order-steps.ts'
import { papersOwed } from '../../store/orders/papers-owed.ts'
import { MOST_REFUNDS } from '../../store/orders/refund.ts'
import { askRefund, refundAnswered, refundsFound } from '../../store/orders/refund-steps.ts'
import { refundsOf } from '../../store/orders/refunds-of.ts'
import { counted } from '../../store/reconciliation/counting.ts'
import { MOST_KEPT, newReconciliation, reconciliation } from '../../store/reconciliation/reconciliation.ts'
import { openStore } from '../../store/store.ts'
import { withMessage } from '../../store/tickets/taking-back.ts'
import { reminded } from '../../store/tickets/targets.ts'
import {
  MOST_ENTRIES,
  MOST_FOLLOWERS,
  MOST_MESSAGES,
  MOST_THREADS,
  type Ticket,
  ticket as ticketSchema,
} from '../../store/tickets/ticket.ts'
import * as steps from '../../store/tickets/ticket-steps.ts'
import { withThread } from '../../store/tickets/timeline.ts'
import { MOST_TOLD } from '../../store/tickets/told-message.ts'
import { MOST_UNSENT } from '../../store/tickets/unsent.ts'
import { hold } from '../../store/tickets/unsent-steps.ts'
import type { Result } from '../../store/values/result.ts'
import { reviewedOrder } from '../support/records.ts'
import { sellerOne } from '../support/seller.ts'
import { aTicket, later } from '../support/tickets.ts'

const root = join(import.meta.dirname, '../..')
const MANY = 1_000
let count = 0
const act = (by: string) => ({ by, key: `key-${++count}`, now: later(60_000 * count) })
const orSame = (ticket: Ticket, result: Result<Ticket>) => (result.ok ? result.value : ticket)

/** Every list in a stored record, by its file and field, and the proof that it never outgrows its schema. */
const PROOFS: Record<string, () => void | Promise<void>> = {
  'store/orders/order.ts attempts': () => {
    let order: Order = reviewedOrder()
    let opened = 0
    for (let n = 0; n < 2 * MOST_ATTEMPTS; n++) {
      const next = openAttempt({ ...order, state: 'reviewed' }, 'cus', 'sub', order.createdAt)
      if (!next.ok) continue
      opened += 1
      order = orderSchema.parse(failedAll(next.value))
    }
    assert.equal(opened, MOST_ATTEMPTS)
  },
  'store/orders/order.ts refunds': () => {
    // Asked for until that is refused, each failing; and then made at the gateway by whoever goes on and on.
    const money = { amount: 1, currency: 'USD' }
    const paid = openAttempt({ ...reviewedOrder(), state: 'reviewed' }, 'cus', 'sub', later(0))
    assert.ok(paid.ok)
    const succeeded = paid.value.attempts.map((each) => ({ ...each, state: 'succeeded' as const, chargeId: 'ch' }))
    let order: Order = { ...paid.value, state: 'fulfilled', attempts: succeeded }
    for (let n = 0; n < MANY; n++) {
      const by = { ticketId: 'tic', proposedBy: 'p1', confirmedBy: 'p2', seen: `seen-${n}`, money }
      const asked = askRefund(order, by, later(n))
      if (!asked.ok) break
      const [made] = refundsOf(asked.value).slice(-1)
      order = orderSchema.parse(refundAnswered(asked.value, made?.id ?? '', { status: 'failed' }, later(n)))
    }
    assert.equal(order.refunds?.length, MOST_REFUNDS)
    const elsewhere = Array.from({ length: MANY }, (_, n) => {
      return { id: `re_${n}`, money, state: 'refunded' as const, at: later(n) }
    })
    order = orderSchema.parse(refundsFound(order, elsewhere, later(MANY)))
    order = orderSchema.parse(refundsFound(order, elsewhere.toReversed(), later(MANY)))
    assert.equal(order.refunds?.length, 2 * MOST_REFUNDS)
  },
  'store/orders/order.ts papers': () => {
    const bought = (n: number): Order => ({
      ...reviewedOrder({ state: 'fulfilled', receipt: { number: 'RC-1', at: later(0) } }),
      refunds: Array.from({ length: MOST_REFUNDS }, (_, i) => ({
        ...{ id: `r${i}`, by: 'gateway' as const, money: { amount: 1, currency: 'USD' }, at: later(0) },
        state: n > 0 ? ('failed' as const) : ('refunded' as const),
      })),
    })
    const { price, ...frozen } = reviewedOrder().frozen ?? assert.fail('nothing is frozen')
    const withBill = { ...frozen, ...billed(price, { name: 'Partner One', country: 'US' }, sellerOne()) }
    let papers: NonNullable<Order['papers']> = []
    for (const n of [0, 1]) {
      const order = { ...bought(n), frozen: withBill, papers }
      papers = [...papers, ...papersOwed(order).map(({ about }) => ({ about, number: 'SONE-2027-000001' }))]
    }
    assert.equal(papers.length, 2 * MOST_REFUNDS + 1)
    orderSchema.parse({ ...bought(1), papers })
  },
  'store/tickets/unsent.ts unsent': () => {
    let ticket = aTicket()
    for (let n = 0; n < MANY; n++) {
      const words = { id: `w${n}`, key: `k${n}`, by: 'a1', text: 'Words', at: later(n) }
      ticket = ticketSchema.parse(hold(ticket, words))
    }
    assert.equal(ticket.unsent?.length, MOST_UNSENT)
  },
  'store/tickets/ticket.ts nudged': () => {
    // As one was left that two instances had reminded the desk of.
    let ticket: Ticket = { ...aTicket(), nudged: ['reply', 'reply'] }
    for (const what of ['reply', 'resolve', 'reply', 'resolve'] as const)
      ticket = ticketSchema.parse(reminded(ticket, what))
    assert.deepEqual(ticket.nudged, ['reply', 'resolve'])
  },
  'store/tickets/ticket.ts followers': () => {
    let ticket = aTicket()
    for (let n = 0; n < 2 * MOST_FOLLOWERS; n++)
      ticket = ticketSchema.parse(orSame(ticket, steps.join(ticket, act(`p${n}`))))
    assert.equal(ticket.followers.length, MOST_FOLLOWERS)
  },
  'store/tickets/ticket.ts told': () => {
    // One for each follower, and nobody follows beyond their bound.
    let ticket = aTicket()
    for (let n = 0; n < MANY; n++) ticket = orSame(ticket, steps.answer(ticket, act(`p${n}`), `Words ${n}`))
    assert.equal(Object.keys(ticketSchema.parse(ticket).told).length, MOST_FOLLOWERS)
  },
  'store/tickets/ticket.ts entries': () => {
    let ticket = aTicket()
    for (let n = 0; n < MANY; n++) {
      ticket = orSame(ticket, steps.take(ticket, act('a1')))
      ticket = orSame(ticket, steps.note(ticket, act('a1'), `Note ${n}`))
      ticket = orSame(ticket, steps.release(ticket, act('a1')))
      ticket = steps.did(ticket, act('a1'), 'cancelled-now')
    }
    ticketSchema.parse(ticket)
    assert.equal(ticket.entries.length, MOST_ENTRIES)
    assert.deepEqual([ticket.entries[0]?.what, ticket.entries.at(-1)?.what], ['opened', 'cancelled-now'])
    assert.ok(ticket.entries.filter(({ kind }) => kind === 'note').length <= MOST_MESSAGES)
  },
  'store/tickets/ticket.ts threads': () => {
    let ticket = aTicket()
    for (let n = 0; n < MANY; n++) ticket = ticketSchema.parse(withThread(ticket, `thread-${n}`))
    assert.deepEqual([ticket.threads.length, ticket.threads.at(-1)], [MOST_THREADS, `thread-${MANY - 1}`])
  },
  'store/tickets/told-message.ts toldMessages': () => {
    let ticket = aTicket()
    for (let n = 0; n < MANY; n++)
      ticket = withMessage(ticket, { person: 'p1', activityId: `m${n}`, replies: ['r'], only: false })
    assert.equal(ticketSchema.parse(ticket).messages?.length, MOST_TOLD)
  },
  'store/reconciliation/reconciliation.ts seen': () => {
    const money = { amount: 1, currency: 'USD' }
    const full = Array.from({ length: MOST_KEPT.seen - 1 }, (_, n) => `charge:${n}`)
    const day = { ...newReconciliation('2026-11-23', later(0), false), seen: full }
    const same = Array.from({ length: 9 }, (_, n) => ({
      is: 'same' as const,
      kind: 'paid' as const,
      id: `x${n}`,
      money,
    }))
    assert.equal(reconciliation.parse(counted(day, same)).seen.length, MOST_KEPT.seen)
  },
  'store/reconciliation/reconciliation.ts differences': () => {
    const about = {
      became: 'left' as const,
      what: 'no-order' as const,
      kind: 'paid' as const,
      about: 'PO-1',
      amount: 1,
      currency: 'USD',
    }
    const found = Array.from({ length: MANY }, (_, n) => ({
      is: 'difference' as const,
      difference: { ...about, id: `d${n}` },
    }))
    const day = counted(newReconciliation('2026-11-23', later(0), false), found)
    assert.deepEqual([reconciliation.parse(day).differences.length, day.differing], [MOST_KEPT.differences, MANY])
  },
  'store/people/audit.ts facts': async () => {
    // Written once, and never added to.
    const { audits } = await openStore(await openDatabase({ memory: true }))
    const line = { _id: 'a', partnerId: 'one', by: 'p1', what: 'bought' as const, about: 'sub', at: later(0) }
    await audits.add({ ...line, facts: { order: 'PO-1' } })
    await audits.add({ ...line, facts: { order: 'PO-2', offer: 'x' } })
    const [kept] = await audits.ofPartner('one', 9)
    assert.deepEqual(kept?.facts, { order: 'PO-1' })
  },
}

/** Written whole from what was checked before, and never added to: how an address is read stands beside its card. */
const REPLACED = [
  'store/billing/bill.ts wholeUnits',
  'store/billing/buyer.ts address',
  'store/tickets/told-message.ts replies',
]

/** No longer than the world has currencies: one entry for each that the day's money is in. */
const BY_CURRENCY = ['store/reconciliation/reconciliation.ts currencies']

/** Catalogue and seller are the operator's files: read, never written. What a receipt says is made from its order. */
const NOT_STORED = ['store/orders/receipt.ts', 'store/catalogue/offer.ts', 'store/billing/seller.ts']

describe('lists in records', () => {
  const sources = readdirSync(join(root, 'store'), { recursive: true, encoding: 'utf8' })
    .map((each) => `store/${each}`)
    .filter((each) => each.endsWith('.ts') && !each.startsWith('store/use-cases/') && !NOT_STORED.includes(each))
    .toSorted()
  const found = sources.flatMap((file) => {
    // A chain of calls may begin on a line of its own.
    const source = readFileSync(join(root, file), 'utf8').replace(/\bz\s+\./g, 'z.')
    const lists = source.match(/z\.(array|record|set|map|tuple)\(|\)\.array\(/g) ?? []
    const named = [...source.matchAll(/(\w+)(?::| =) z\.(?:array|record|set|map|tuple)\(/g)]
    assert.equal(lists.length, named.length, `${file}: a list has no field's name before it`)
    return named.map(([, field]) => `${file} ${field}`)
  })

  it('are all known here, each with the proof that its bound holds', () => {
    assert.deepEqual(found.toSorted(), [...Object.keys(PROOFS), ...REPLACED, ...BY_CURRENCY].toSorted())
  })

  it('those that are replaced are never added to', () => {
    for (const list of REPLACED) {
      const added = new RegExp(`\\.\\.\\.[\\w.?]*\\b${list.split(' ')[1]}\\b|\\.${list.split(' ')[1]}\\??\\.push\\(`)
      for (const file of sources) assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), added, file)
    }
  })

  for (const [list, proof] of Object.entries(PROOFS)) it(`${list} never outgrows its schema`, proof)

  it('what everybody has been told stays told while the oldest lines go', () => {
    let ticket: Ticket = aTicket()
    for (let n = 0; n < 2 * MOST_ENTRIES; n++) ticket = steps.did(ticket, act('a1'), 'cancelled-now')
    ticket = { ...ticket, told: { p1: MOST_ENTRIES - 2 }, saidInThread: MOST_ENTRIES }
    const waiting = ticket.entries.slice(MOST_ENTRIES - 2)
    ticket = steps.did(ticket, act('a1'), 'ends-with-term')
    assert.deepEqual(ticket.entries.slice(ticket.told.p1, -1), waiting)
    assert.deepEqual(
      ticket.entries.slice(ticket.saidInThread).map(({ what }) => what),
      ['ends-with-term'],
    )
  })
})

function failedAll(order: Order): Order {
  return {
    ...order,
    state: 'reviewed',
    attempts: order.attempts.map((each) => ({ ...each, state: 'failed' as const })),
  }
}

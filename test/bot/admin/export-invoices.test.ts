import assert from 'node:assert/strict'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import { movementsOf } from '../../../store/orders/movements.ts'
import type { Order } from '../../../store/orders/order.ts'
import type { Store } from '../../../store/store.ts'
import { issuePapers } from '../../../store/use-cases/papers/issue-papers.ts'
import { minorDigits } from '../../../store/values/money.ts'
import { standingClock } from '../../support/clock.ts'
import { paidOrder, refundOf } from '../../support/paid-orders.ts'
import { openChance } from '../../support/random.ts'
import { type Records, recordsInFolder } from './admin.ts'

/** A reader of RFC 4180 that knows nothing of ours. */
function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [['']]
  let quoted = false
  const cell = (add: string) => rows.at(-1)?.push((rows.at(-1)?.pop() ?? '') + add)
  for (const sign of text.replaceAll('""', '\0').matchAll(/\r\n|./gs)) {
    if (sign[0] === '"') quoted = !quoted
    else if (sign[0] === '\0') cell('"')
    else if (quoted) cell(sign[0])
    else if (sign[0] === ',') rows.at(-1)?.push('')
    else if (sign[0] === '\r\n') rows.push([''])
    else cell(sign[0])
  }
  const [head = [], ...lines] = rows
  return lines
    .filter((line) => line.length > 1)
    .map((line) => Object.fromEntries(head.map((name, i) => [name, line[i] ?? ''])))
}

describe('export-invoices', () => {
  let records: Records
  beforeEach(async () => {
    records = await recordsInFolder()
  })
  afterEach(() => records.remove())

  const exported = async (from: string, to: string) => {
    const { code, said } = await records.admin('export-invoices', from, to)
    assert.equal(code, 0, said)
    assert.equal(said[0], '\ufeff')
    assert.ok(said.split('\n').every((line) => line.endsWith('\r')))
    return readCsv(`${said.slice(1)}\n`)
  }
  const keep = async (store: Store, order: Order, at: string) => {
    await store.orders.insert(order)
    await issuePapers({ store, clock: standingClock(at), catalogue: readCatalogue() }, order._id)
  }

  it('S27: its sums by day and currency are those of the records, whatever moved, with papers and without', async () => {
    const chance = openChance(20270101)
    const orders = Array.from({ length: 30 }, (_, i) => randomOrder(i + 1, chance))
    await records.look(async (store) => {
      for (const each of orders) await keep(store, each, each.receipt?.at ?? '2026-11-20T08:00:00.000Z')
    })
    const rows = await exported('2026-11-01', '2026-12-31')
    const said: Record<string, number> = {}
    for (const { moved_utc: day, currency = '', total } of rows) add(said, day, currency, minor(total ?? '', currency))
    const kept: Record<string, number> = {}
    for (const order of orders)
      for (const { kind, at, money } of movementsOf(order))
        add(kept, at.slice(0, 10), money.currency, kind === 'paid' ? money.amount : -money.amount)
    assert.deepEqual(said, kept)
    for (const { net, tax, total, currency = '' } of rows.filter((each) => each.number))
      assert.equal(minor(net ?? '', currency) + minor(tax ?? '', currency), minor(total ?? '', currency))
    const invoices = rows.filter((each) => each.kind === 'invoice').map((each) => each.number ?? '')
    assert.equal(new Set(invoices).size, invoices.length)
    assert.ok(invoices.length > 10 && rows.some((each) => each.kind === 'taken-back'))
    assert.ok(rows.some((each) => each.kind === 'payment-without-invoice'))
  })

  it('S27: takes the papers of its days alone, and no text in it acts as a formula', async () => {
    await records.look(async (store) => {
      for (const [n, at] of [
        [1, '2026-11-22T12:00:00.000Z'],
        [2, '2026-11-23T12:00:00.000Z'],
        [3, '2026-11-24T12:00:00.000Z'],
      ] as const) {
        const order = paidOrder(n, { poNumber: '=HYPERLINK("http://evil.example";"x")'.slice(0, 30) })
        const bill = order.frozen?.bill
        assert.ok(order.frozen && bill)
        const name = ['=1+1', '+x, "quoted"', '@SUM(A1)\tb'][n - 1] ?? ''
        const frozen = { ...order.frozen, bill: { ...bill, buyer: { ...bill.buyer, name } } }
        const attempts = order.attempts.map((each) => ({ ...each, endedAt: at }))
        await keep(store, { ...order, frozen, attempts, receipt: { number: `RC-${n}`, at } }, at)
      }
    })
    const rows = await exported('2026-11-23', '2026-11-24')
    assert.deepEqual(
      rows.map((each) => each.number),
      ['SONE-2026-000002', 'SONE-2026-000003'],
    )
    assert.deepEqual(
      rows.map((each) => each.buyer),
      [`'+x, "quoted"`, `'@SUM(A1)\tb`],
    )
    for (const row of rows) {
      assert.match(row.po_number ?? '', /^'=HYPERLINK/)
      for (const [name, value] of Object.entries(row))
        if (!['net', 'tax', 'total'].includes(name)) assert.doesNotMatch(value, /^[=+\-@\t\r]/, name)
    }
    assert.deepEqual(
      [rows[0]?.net, rows[0]?.tax_rate, rows[0]?.tax, rows[0]?.total],
      ['475.00', '8.25', '39.19', '514.19'],
    )
  })

  it('says what it expects', async () => {
    for (const [args, said] of [
      [[], /Expected: FROM TO/],
      [['2026-11-23'], /Expected: FROM TO/],
      [['2026-11-23', '2026-11-31'], /written like/],
      [['2026-11-23', 'yesterday'], /written like/],
      [['2026-11-24', '2026-11-23'], /FROM lies after TO/],
    ] as const) {
      const answer = await records.admin('export-invoices', ...args)
      assert.equal(answer.code, 1)
      assert.match(answer.said, said)
    }
  })
})

type Chance = ReturnType<typeof openChance>

function randomOrder(n: number, chance: Chance): Order {
  const at = `2026-11-${String(10 + chance.below(15)).padStart(2, '0')}T${String(chance.below(24)).padStart(2, '0')}:30:00.000Z`
  const order = paidOrder(n)
  const attempts = order.attempts.map((each) => ({ ...each, endedAt: at }))
  const { bill, ...withoutSeller } = order.frozen ?? assert.fail('nothing is frozen')
  const refunds = Array.from({ length: chance.below(3) }, (_, i) =>
    refundOf(order, `re-${n}-${i}`, 1 + chance.below(20_000), {
      endedAt: `2026-12-0${1 + chance.below(9)}T01:00:00.000Z`,
      state: chance.pick(['refunded', 'refunded', 'pending', 'failed']),
    }),
  )
  return {
    ...order,
    attempts,
    receipt: { number: `RC-${n}`, at },
    frozen: chance.often(0.2) ? withoutSeller : { ...withoutSeller, ...(bill ? { bill } : {}) },
    ...(refunds.length > 0 ? { refunds } : {}),
    ...(chance.often(0.2)
      ? { dispute: { id: `dp-${n}`, state: 'lost' as const, at: '2026-12-11T01:00:00.000Z' } }
      : {}),
  }
}

function add(sums: Record<string, number>, day = '', currency: string, amount: number): void {
  sums[`${day} ${currency}`] = (sums[`${day} ${currency}`] ?? 0) + amount
}

/** Exactly: digits without their point. */
function minor(amount: string, currency: string): number {
  assert.match(amount, new RegExp(`^-?\\d+\\.\\d{${minorDigits(currency)}}$`))
  return Number(amount.replace('.', ''))
}

import { Temporal } from 'temporal-polyfill'
import { unlessLost } from '../../database/again.ts'
import { movementsOf } from '../../orders/movements.ts'
import type { Order } from '../../orders/order.ts'
import { counted } from '../../reconciliation/counting.ts'
import { type Finding, newReconciliation, nextPhase, type Reconciliation } from '../../reconciliation/reconciliation.ts'
import { stored } from '../../values/time.ts'
import type { BookAsk, BookPage } from '../gateway-books.ts'
import { compareCharge, verifyCharge } from './charges.ts'
import { compareDispute, verifyDispute } from './disputes.ts'
import { compareRefund, verifyRefund } from './refunds.ts'
import { type Comparing, type Day, isWithin } from './steps.ts'

/** Orders of ours that are looked at in one page. */
const PAGE = 100

type Options = {
  /** Anew, although it was compared before. One that is under way goes on. */
  fresh: boolean
  /** Pages that are read in this go; the day goes on from there the next time. */
  pages: number
  /** Called after each page. */
  progress?: (day: Reconciliation) => void
}

/**
 * Compares a day (UTC) of the gateway's books with ours, both ways. What our own steps can mend is owed to them, of anything
 * else the desk has a request. Each page is written down with its sums, so that a crash, or a gateway that doesn't answer
 * (then it rejects), loses nothing: the next call goes on. Of two at once each page is counted by one.
 */
export async function reconcile(services: Comparing, date: string, options: Options): Promise<Reconciliation> {
  const { store, clock } = services
  const midnight = Temporal.PlainDate.from(date)
  const [from = '', to = ''] = [midnight, midnight.add({ days: 1 })].map((day) =>
    stored(day.toZonedDateTime('UTC').toInstant()),
  )
  const now = stored(clock.now())
  const partial = now < to
  let doc = services.dryRun
    ? newReconciliation(date, now, partial)
    : await store.reconciliations.begin(date, now, { fresh: options.fresh, partial })
  for (let page = 0; page < options.pages && doc.phase !== 'done'; page++) {
    const { findings, after } = await readPage(services, { day: date, from, to }, doc)
    const next = withPage(doc, findings, after)
    const ended = next.phase === 'done' ? { ...next, endedAt: stored(clock.now()) } : next
    const before = doc
    const saved = services.dryRun ? ended : await unlessLost(() => store.reconciliations.save(before, ended))
    // Somebody else may have counted this page.
    doc = saved ?? (await store.reconciliations.get(date)) ?? doc
    options.progress?.(doc)
  }
  return doc
}

function withPage(doc: Reconciliation, findings: Finding[], after: string | undefined): Reconciliation {
  const next = counted(doc, findings)
  return after === undefined ? nextPhase(next) : { ...next, after }
}

type Read = { findings: Finding[]; after: string | undefined }

async function readPage(services: Comparing, day: Day, doc: Reconciliation): Promise<Read> {
  const { books } = services.payments
  switch (doc.phase) {
    case 'charges':
      return gatewayPage(books.charges, day, doc, (row) => compareCharge(services, day, row))
    case 'refunds':
      return gatewayPage(books.refunds, day, doc, (row) => compareRefund(services, day, row))
    case 'disputes':
      return gatewayPage(books.disputes, day, doc, (row) => compareDispute(services, day, row))
    default:
      return ownPage(services, day, doc)
  }
}

async function gatewayPage<T>(
  list: (ask: BookAsk) => Promise<BookPage<T>>,
  { from, to }: Day,
  { after }: Reconciliation,
  compare: (row: T) => Promise<Finding[]>,
): Promise<Read> {
  const { rows, next } = await list({ from, to, after })
  const findings: Finding[] = []
  // One after the other: of two rows about one order the second sees what the first has done.
  for (const row of rows) findings.push(...(await compare(row)))
  return { findings, after: next }
}

/** What we have on that day, and the gateway hasn't named on it. */
async function ownPage(services: Comparing, day: Day, doc: Reconciliation): Promise<Read> {
  const [movedAt = '', _id = ''] = doc.after?.split('|') ?? []
  const orders = await services.store.orders.movedSince(day.from, doc.after ? { movedAt, _id } : undefined, PAGE)
  const isCounted = new Set([...doc.seen, ...doc.differences.map((each) => each.id)])
  const findings: Finding[] = []
  for (const order of orders) findings.push(...(await ownMovements(services, day, order, isCounted)))
  const last = orders.length === PAGE ? orders.at(-1) : undefined
  return { findings, after: last && `${last.movedAt}|${last._id}` }
}

async function ownMovements(services: Comparing, day: Day, order: Order, isCounted: ReadonlySet<string>) {
  const findings: Finding[] = []
  for (const each of movementsOf(order)) {
    const { kind, id, money } = each
    if (!isWithin(day, each.at) || isCounted.has(`${kind}:${id}`) || isCounted.has(`amount:${id}:${money.currency}`))
      continue
    if (each.kind === 'paid') findings.push(...(await verifyCharge(services, day, order, each)))
    else if (each.kind === 'refunded') findings.push(...(await verifyRefund(services, day, order, each)))
    else findings.push(...(await verifyDispute(services, order, each)))
  }
  return findings
}

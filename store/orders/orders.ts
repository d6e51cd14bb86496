import type { Collection } from '../database/collection.ts'
import { assertLegalStep, IllegalStepError } from '../database/legal-steps.ts'
import { openOutbox } from '../database/outbox.ts'
import { pruning } from '../database/prune.ts'
import { records, type Unreadable } from '../database/records.ts'
import { lastMovedAt } from './movements.ts'
import { isUntried, ORDER_STEPS, type Order, order } from './order.ts'
import { papersOwed } from './papers-owed.ts'
import { assertRefunds } from './refund-steps.ts'
import { isTheRenewal } from './the-renewal.ts'

const OPEN = ['draft', 'reviewed'] as const
const IN_PAYMENT = ['charging', 'needs-customer', 'unknown', 'declined', 'paid'] as const

/** Orders: one purchase or renewal each, from its first step to its receipt. */
export async function openOrders(collection: Collection<Order>, unreadable?: Unreadable) {
  await collection.createIndex({ partnerId: 1, personId: 1, state: 1, createdAt: -1 }, { name: 'of-person' })
  await collection.createIndex(
    { lookAt: 1 },
    { name: 'due-for-look', partialFilterExpression: { lookAt: { $exists: true } } },
  )
  await collection.createIndex({ number: 1 }, { name: 'by-number', unique: true })
  await collection.createIndex({ state: 1, expiresAt: 1 }, { name: 'due-to-expire' })
  await collection.createIndex(
    { 'renews.subscriptionId': 1, 'renews.term': 1 },
    {
      name: 'one-renewal-a-term',
      unique: true,
      partialFilterExpression: { theRenewal: true },
    },
  )
  await collection.createIndex(
    { partnerId: 1, 'receipt.at': -1 },
    { name: 'receipts-of-partner', partialFilterExpression: { 'receipt.at': { $exists: true } } },
  )
  await collection.createIndex(
    { untried: 1, expiresAt: 1 },
    { name: 'untried', partialFilterExpression: { untried: true } },
  )
  await collection.createIndex(
    { movedAt: 1, _id: 1 },
    { name: 'moved', partialFilterExpression: { movedAt: { $exists: true } } },
  )
  await collection.createIndex({ 'attempts.chargeId': 1 }, { name: 'by-charge' })
  await collection.createIndex(
    { paperDue: 1, _id: 1 },
    { name: 'paper-due', partialFilterExpression: { paperDue: true } },
  )
  const orders = records(collection, order, unreadable)

  async function save(before: Order, after: Order): Promise<Order> {
    assertLegalStep(ORDER_STEPS, 'order', before, after)
    assertAttempts(before, after)
    assertRefunds(before, after)
    const { tries, ...rest } = after
    // Other news has not been tried yet.
    return orders.save(before, derived({ ...rest, ...(tries && after.untold === before.untold ? { tries } : {}) }))
  }

  const outbox = openOutbox({ ...orders, save }, 'lookAt')
  return {
    get: orders.get,
    /** false: it exists, its number is another one's, or another order is the renewal of its term. */
    insert: (order: Order) => orders.insert(derived(order)),

    /**
     * Compare-and-set, along the table of order states only. What was frozen or told before money stays so. Throws a
     * DuplicateKeyError if another order is the renewal of that term already.
     */
    save,
    change: outbox.change,
    claim: outbox.claim,
    finish: outbox.finish,

    /** Orders that are to be looked at: unsettled money, something unfulfilled, somebody who has not been told. */
    dueForLook: outbox.due,

    /** Orders whose buyers are still to be told, the next first. */
    toTell: (limit: number) => outbox.waiting(limit, { untold: { $exists: true } }),

    /** Orders whose invoice or credit note is still to be made out. */
    owedPapers: (limit: number) => orders.list({ paperDue: true }, { sort: { _id: 1 }, limit }),

    numbered: (number: string) => orders.one({ number }),

    /** The person's newest unfinished order, whatever it buys; an automatic one is nobody's to go on with. */
    async openOf(partnerId: string, personId: string): Promise<Order | undefined> {
      const filter = { partnerId, personId, state: { $in: [...OPEN, ...IN_PAYMENT] }, automatic: { $exists: false } }
      return (await orders.list(filter, { sort: { createdAt: -1 }, limit: 1 }))[0]
    },

    /** The person's unfinished purchase of one offer (and area), if there is one. */
    async openFor(partnerId: string, personId: string, offerId: string, area?: string): Promise<Order | undefined> {
      const filter = {
        partnerId,
        personId,
        state: { $in: [...OPEN, ...IN_PAYMENT] },
        kind: 'purchase' as const,
        offerId,
        ...(area ? { area } : {}),
      }
      return (await orders.list(filter, { sort: { createdAt: -1 }, limit: 1 }))[0]
    },

    /** The person's unfinished renewal of a term, if there is one. */
    async openRenewal(partnerId: string, personId: string, renews: Renews): Promise<Order | undefined> {
      const unfinished = { state: { $in: [...OPEN, ...IN_PAYMENT] }, automatic: { $exists: false } }
      const filter = { partnerId, personId, ...unfinished, ...termOf(renews) }
      return (await orders.list(filter, { sort: { createdAt: -1 }, limit: 1 }))[0]
    },

    /** *The* renewal of a term: being paid, or paid, by whomever. There is never a second one. */
    renewalOf: (renews: Renews) => orders.one({ ...termOf(renews), theRenewal: true }),

    ofPartner: (partnerId: string, limit: number) =>
      orders.list({ partnerId }, { sort: { personId: 1, state: 1, createdAt: -1 }, limit }),

    /** The order of a charge, by the gateway's id of that. */
    withCharge: (chargeId: string) => orders.one({ 'attempts.chargeId': chargeId }),

    /** Orders for which money has moved since then, as our records have it; `after`: the last one of the page before. */
    async movedSince(
      since: string,
      after: Pick<Order, '_id' | 'movedAt'> | undefined,
      limit: number,
    ): Promise<Order[]> {
      const { _id = '', movedAt = since } = after ?? {}
      const later = { movedAt: { $gte: movedAt }, $or: [{ movedAt: { $gt: movedAt } }, { movedAt, _id: { $gt: _id } }] }
      return orders.list(later, { sort: { movedAt: 1, _id: 1 }, limit })
    },

    /** Paid ones from before it was kept when money moved for them: to be saved once, as they are. */
    unmoved: (limit: number) =>
      orders.list(
        { state: { $in: ['paid', 'fulfilled', 'parked', 'refunding', 'refunded'] }, movedAt: { $exists: false } },
        { limit },
      ),

    /** The partner's orders that have a receipt, newest first. */
    async withReceipt(partnerId: string, skip: number, limit: number): Promise<Order[]> {
      const filter = { partnerId, 'receipt.at': { $exists: true } }
      return orders.list(filter, { sort: { 'receipt.at': -1 }, skip, limit })
    },

    /** Unfinished orders whose 24 hours are over. */
    dueToExpire: (now: string, limit: number) =>
      orders.list({ state: { $in: [...OPEN] }, expiresAt: { $lte: now } }, { sort: { expiresAt: 1 }, limit }),

    /** Takes away what was to be finished by then, and was neither finished nor tried. */
    pruneUntried: pruning(collection, 'expiresAt', { untried: true }),
  }
}

/** With what follows from the rest of it. */
function derived({ theRenewal: _the, untried: _untried, movedAt: _moved, paperDue: _due, ...rest }: Order): Order {
  const movedAt = lastMovedAt(rest)
  return {
    ...rest,
    ...(isTheRenewal(rest) ? { theRenewal: true } : {}),
    ...(isUntried(rest) ? { untried: true } : {}),
    ...(movedAt ? { movedAt } : {}),
    ...(papersOwed(rest).length > 0 ? { paperDue: true } : {}),
  }
}

type Renews = NonNullable<Order['renews']>

function termOf({ subscriptionId, term }: Renews) {
  return { 'renews.subscriptionId': subscriptionId, 'renews.term': term }
}

/** Attempts only ever end or are added one by one, and never two are open. */
function assertAttempts(before: Order, after: Order): void {
  const kept = before.attempts.every((each, i) => {
    const now = after.attempts[i]
    return now?.key === each.key && (each.state === 'open' || now.state === each.state)
  })
  const open = after.attempts.filter((each) => each.state === 'open').length
  if (!kept || open > 1 || after.attempts.length > before.attempts.length + 1)
    throw new IllegalStepError(`order: attempts of ${before._id} may only end or be added one at a time`)
}

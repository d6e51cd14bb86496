import { type Collection, ConflictError } from '../database/collection.ts'
import { records } from '../database/records.ts'
import { dayOf } from '../values/time.ts'
import { type Draft, type Paper, paper } from './paper.ts'

/** Each try that fails means that somebody else has got a number. */
const MOST_TRIES = 1_000
const DIGITS = 6

/** Invoices and credit notes: numbered as they are kept, and there is no way to change or remove one. */
export async function openPapers(collection: Collection<Paper>) {
  await Promise.all([
    collection.createIndex({ series: 1, n: -1 }, { name: 'one-of-a-number', unique: true }),
    collection.createIndex({ about: 1 }, { name: 'one-for-each', unique: true }),
    collection.createIndex({ orderId: 1, place: 1 }, { name: 'one-of-a-place', unique: true }),
    collection.createIndex({ partnerId: 1, issuedAt: -1 }, { name: 'of-partner' }),
    collection.createIndex({ issuedOn: 1, _id: 1 }, { name: 'by-day' }),
  ])
  const papers = records(collection, paper)
  /** In this process they come one after the other: only other instances are raced with. */
  let last: Promise<unknown> = Promise.resolve()

  /** The number and the paper are one write: whatever dies before it leaves no gap, whatever dies after it no second paper. */
  async function numbered(draft: Draft, now: string): Promise<Paper> {
    const { id, zone } = draft.bill.seller
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const known = await papers.one({ about: draft.about })
      if (known) return known
      const series = `${id}-${dayOf(now, zone).slice(0, 4)}${draft.kind === 'credit-note' ? '-C' : ''}`
      const [before] = await papers.list({ series }, { sort: { n: -1 }, limit: 1 })
      const n = (before?.n ?? 0) + 1
      const today = dayOf(now, zone)
      // A clock that was ahead wrote the one before: days go on with the numbers all the same.
      const issuedOn = before && before.issuedOn > today ? before.issuedOn : today
      const made: Paper = { ...draft, _id: numberOf(series, n), version: 1, series, n, issuedAt: now, issuedOn }
      if (await papers.insert(made)) return made
      const { orderId, place } = draft
      const other = await papers.one({ orderId, place })
      if (other && other.about !== draft.about) throw new ConflictError('another paper of its order came first')
    }
    throw new ConflictError('no number is to be had')
  }

  return {
    get: papers.get,

    /**
     * Keeps a paper under the next number of its seller and year; the same one if it is kept already. `now`: as stored.
     * Throws ConflictError if the order has got another paper since the draft was made: make it anew.
     */
    issue(draft: Draft, now: string): Promise<Paper> {
      const next = last.then(() => numbered(draft, now))
      last = next.catch(() => undefined)
      return next
    },

    /** An order's, in the order in which they were made out. */
    ofOrder: (orderId: string, limit: number) => papers.list({ orderId }, { sort: { place: 1 }, limit }),

    ofPartner: (partnerId: string, limit: number) => papers.list({ partnerId }, { sort: { issuedAt: -1 }, limit }),

    /** Those of the days from `first` to `last` (civil dates), after the number `after` of that day, a page at a time. */
    async ofDays(first: string, last: string, skip: number, limit: number): Promise<Paper[]> {
      return papers.list({ issuedOn: { $gte: first, $lte: last } }, { sort: { issuedOn: 1, _id: 1 }, skip, limit })
    },
  }
}

function numberOf(series: string, n: number): string {
  const digits = String(n).padStart(DIGITS, '0')
  return series.endsWith('-C') ? `${series}${digits}` : `${series}-${digits}`
}

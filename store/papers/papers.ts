import { type Collection, ConflictError } from '../database/collection.ts'
import { openOutbox } from '../database/outbox.ts'
import { records } from '../database/records.ts'
import { dayOf } from '../values/time.ts'
import { type Draft, type Paper, paper } from './paper.ts'

/** Each try that fails means that somebody else has got a number. */
const MOST_TRIES = 1_000
const DIGITS = 6

/** Invoices and credit notes: numbered as they are kept; there is no way to change what one says, nor to remove it. */
export async function openPapers(collection: Collection<Paper>) {
  await Promise.all([
    collection.createIndex({ series: 1, n: -1 }, { name: 'one-of-a-number', unique: true }),
    collection.createIndex({ about: 1 }, { name: 'one-for-each', unique: true }),
    collection.createIndex({ orderId: 1, place: 1 }, { name: 'one-of-a-place', unique: true }),
    collection.createIndex({ partnerId: 1, issuedAt: -1 }, { name: 'of-partner' }),
    collection.createIndex({ issuedOn: 1, _id: 1 }, { name: 'by-day' }),
    collection.createIndex(
      { mailAt: 1 },
      { name: 'due-for-mail', partialFilterExpression: { mailAt: { $exists: true } } },
    ),
  ])
  const papers = records(collection, paper)
  const outbox = openOutbox(papers, 'mailAt')
  /** In this process they come one after the other: only other instances are raced with. */
  let last: Promise<unknown> = Promise.resolve()

  /** The number and the paper are one write: whatever dies before it leaves no gap, whatever dies after it no second paper. */
  async function numbered(draft: Draft, now: string, mails: boolean): Promise<Paper> {
    const { id, zone } = draft.bill.seller
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const known = await papers.one({ about: draft.about })
      if (known) return known
      const today = dayOf(now, zone)
      const series = `${id}-${today.slice(0, 4)}${draft.kind === 'credit-note' ? '-C' : ''}`
      const [before] = await papers.list({ series }, { sort: { n: -1 }, limit: 1 })
      const n = (before?.n ?? 0) + 1
      // A clock that was ahead wrote the one before: days go on with the numbers all the same.
      const issuedOn = before && before.issuedOn > today ? before.issuedOn : today
      const number = { _id: numberOf(series, n), version: 1, series, n, issuedAt: now, issuedOn }
      const made: Paper = { ...draft, ...number, ...(mails && draft.bill.buyer.email ? { mailAt: now } : {}) }
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
     * Keeps a paper under the next number of its seller and year; the same one if it is kept already. `now`: as stored;
     * `mails`: it is owed to its buyer by e-mail too, from the same write on.
     * Throws ConflictError if the order has got another paper since the draft was made: make it anew.
     */
    issue(draft: Draft, now: string, mails = false): Promise<Paper> {
      const next = last.then(() => numbered(draft, now, mails))
      last = next.catch(() => undefined)
      return next
    },

    /** Those that are to be sent by e-mail by then, the longest due first. */
    dueForMail: outbox.due,
    /** Those that wait to be sent, the next first. */
    toMail: (limit: number) => outbox.waiting(limit),

    /** What became of its e-mail, and nothing else of it. Throws ConflictError if somebody else is at it. */
    noteMail: (before: Paper, { mailAt, tries, mailing, mail }: Paper): Promise<Paper> => {
      const { mailAt: _at, tries: _tries, mailing: _mailing, mail: _mail, ...rest } = before
      const marks = {
        ...(mailAt ? { mailAt } : {}),
        ...(tries ? { tries } : {}),
        ...(mailing ? { mailing } : {}),
        ...(mail ? { mail } : {}),
      }
      return papers.save(before, { ...rest, ...marks })
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

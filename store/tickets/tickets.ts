import type { Collection } from '../database/collection.ts'
import { assertLegalStep } from '../database/legal-steps.ts'
import { openOutbox } from '../database/outbox.ts'
import { records } from '../database/records.ts'
import { isLiveTicket, TICKET_STEPS, type Ticket, ticket } from './ticket.ts'

/** What the desk looks at. */
export type QueueFilter = 'all' | 'unassigned' | 'mine' | 'waiting-for-us' | 'waiting-for-them' | 'closed'

/** Tickets: what partners ask of support, from the first word to the last. */
export async function openTickets(collection: Collection<Ticket>) {
  await Promise.all([
    collection.createIndex(
      { partnerId: 1, subscriptionId: 1 },
      { name: 'one-open-cancellation', unique: true, partialFilterExpression: { openCancellation: true } },
    ),
    collection.createIndex({ number: 1 }, { name: 'by-number', unique: true }),
    collection.createIndex({ partnerId: 1, openedAt: -1 }, { name: 'of-partner' }),
    collection.createIndex({ live: 1, waitsFor: 1, agent: 1, since: 1, _id: 1 }, { name: 'queue' }),
    collection.createIndex({ companyKey: 1, openedAt: -1 }, { name: 'by-company' }),
    collection.createIndex({ threads: 1 }, { name: 'by-thread' }),
    collection.createIndex({ owedAt: 1, _id: 1 }, { name: 'owed' }),
    collection.createIndex({ openedAt: 1 }, { name: 'by-opening' }),
    collection.createIndex({ closedAt: 1 }, { name: 'by-closing' }),
  ])
  const tickets = records(collection, ticket)

  async function save(before: Ticket, after: Ticket): Promise<Ticket> {
    assertLegalStep(TICKET_STEPS, 'ticket', before, after)
    return tickets.save(before, { ...after, live: isLiveTicket(after) })
  }

  const outbox = openOutbox({ ...tickets, save }, 'owedAt')
  return {
    get: tickets.get,
    /** false: it exists, or the subscription has an open cancellation ticket (S20). */
    insert: tickets.insert,
    /** Compare-and-set along the table of states. */
    save,
    change: outbox.change,
    claim: outbox.claim,
    finish: outbox.finish,
    /** The desk's card, or somebody's chat, is to be brought up to date by now. */
    owed: outbox.due,
    /** Whenever it is tried, the next first. */
    toTell: outbox.waiting,

    numbered: (number: number) => tickets.one({ number }),

    /** Whose timeline has this entry. */
    withEntry: (partnerId: string, key: string) => tickets.one({ partnerId, 'entries.key': key }),

    inThread: (threadId: string) => tickets.one({ threads: threadId }),

    openCancellationOf: (partnerId: string, subscriptionId: string) =>
      tickets.one({ partnerId, subscriptionId, openCancellation: true }),

    /** Newest first; `follower`: only those that this person asked for or joined. */
    async ofPartner(partnerId: string, follower: string | undefined, limit: number, skip = 0): Promise<Ticket[]> {
      const filter = { partnerId, ...(follower ? { followers: follower } : {}) }
      return tickets.list(filter, { sort: { openedAt: -1 }, limit, skip })
    },

    /** Oldest waiting first; what is closed, newest first. */
    async queue(filter: QueueFilter, agent: string, limit: number, skip = 0): Promise<Ticket[]> {
      if (filter === 'closed') return tickets.list({ live: false }, { sort: { since: -1, _id: 1 }, limit, skip })
      return tickets.list({ live: true, ...NARROWED[filter](agent) }, { sort: { since: 1, _id: 1 }, limit, skip })
    },

    /** By the beginning of the company's name, newest first. */
    async ofCompany(beginning: string, limit: number): Promise<Ticket[]> {
      const from = beginning.toLowerCase()
      return tickets.list({ companyKey: { $gte: from, $lt: `${from}\uffff` } }, { sort: { openedAt: -1 }, limit })
    },

    /** For the report: how many, and the newest of them for their times. */
    async report(from: string, limit: number) {
      const [opened, closed, open, unassigned, partners] = await Promise.all([
        collection.countDocuments({ openedAt: { $gte: from } }),
        collection.countDocuments({ closedAt: { $gte: from } }),
        collection.countDocuments({ live: true, waitsFor: 'desk' }),
        collection.countDocuments({ live: true, waitsFor: 'desk', agent: { $exists: false } }),
        collection.countDocuments({ live: true, waitsFor: 'partner' }),
      ])
      const sample = await tickets.list({ openedAt: { $gte: from } }, { sort: { openedAt: -1 }, limit })
      return { opened, closed, waitingForUs: open, unassigned, waitingForPartner: partners, sample }
    },
  }
}

const NARROWED: Record<Exclude<QueueFilter, 'closed'>, (agent: string) => object> = {
  all: () => ({}),
  unassigned: () => ({ agent: { $exists: false } }),
  mine: (agent) => ({ agent }),
  'waiting-for-us': () => ({ waitsFor: 'desk' }),
  'waiting-for-them': () => ({ waitsFor: 'partner' }),
}

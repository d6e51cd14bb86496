import { z } from 'zod'
import { locale } from '../values/locale.ts'
import { money } from '../values/money.ts'
import { instant } from '../values/time.ts'
import { HAPPENINGS } from './happenings.ts'
import { noticed } from './noticed.ts'
import { refundProposal } from './refund-proposal.ts'
import { takenBackAs, toldMessages } from './told-message.ts'
import { unreachedTerm } from './unreached-term.ts'
import { unsent } from './unsent.ts'

export const TICKET_STATES = ['open', 'taken', 'waiting-for-partner', 'closed', 'withdrawn'] as const
export type TicketState = (typeof TICKET_STATES)[number]

/** The only ways a ticket goes; `tickets.save` writes no other. */
export const TICKET_STEPS: Record<TicketState, readonly TicketState[]> = {
  open: ['taken', 'withdrawn'],
  taken: ['waiting-for-partner', 'open', 'closed'],
  'waiting-for-partner': ['taken', 'closed'],
  closed: ['open'],
  withdrawn: ['open'],
}

/** What a request can be about; the form begins with the first one chosen (S20). */
export const PROBLEMS = ['invoice', 'subscription', 'benefits', 'people', 'other'] as const
export const REASONS = ['not-needed', 'too-expensive', 'wrong-offer', 'by-mistake', 'other'] as const
export const CONTACTS = ['chat', 'email', 'phone'] as const
export const CLOSE_REASONS = ['cancelled-now', 'ends-with-term', 'kept', 'answered', 'no-answer', 'duplicate'] as const
export type CloseReason = (typeof CLOSE_REASONS)[number]

/** Who does what nobody has asked for: the bot itself, as in the audit log. */
export const BY_ITSELF = 'time'

/** What is asked on the form. Texts are cleaned and masked before they come here (F32, F60). */
export const formRequest = z.strictObject({
  problem: z.enum(PROBLEMS),
  reason: z.enum(REASONS),
  details: z.string().max(4_000),
  contact: z.enum(CONTACTS),
})
export type FormRequest = z.infer<typeof formRequest>
/** What support is asked. Who filled in no form has given no reason, nor how to be reached. */
const request = formRequest
  .partial({ reason: true, contact: true })
  .extend({ unreached: unreachedTerm.optional(), noticed: noticed.optional() })
export type Request = z.infer<typeof request>

export type Happening = (typeof HAPPENINGS)[number]

/** One line of the timeline. The key is the effect's own (a card's nonce, a message's id): the same effect adds none twice. */
const entry = z.strictObject({
  key: z.string().max(200),
  side: z.enum(['partner', 'desk']),
  by: z.string(),
  kind: z.enum(['message', 'note', 'happening']),
  text: z.string().max(4_000).optional(),
  what: z.enum(HAPPENINGS).optional(),
  /** Ids that the happening names: a close reason, a person, an order. */
  about: z.string().max(200).optional(),
  /** What money it speaks of, and why something failed: the desk's to read. */
  money: money.optional(),
  because: z.string().max(100).optional(),
  at: instant,
  /** Recorded as an edit, with what stood there first (F36). */
  edited: z.strictObject({ at: instant, times: z.int().positive(), first: z.string().max(4_000) }).optional(),
  deleted: instant.optional(),
  /** A reply that an agent has taken back: the desk reads what it was, nobody at the partner does. */
  takenBack: instant.optional(),
})
export type Entry = z.infer<typeof entry>

/** So many lines people can add; happenings go further, the oldest of them going once it is full (`timeline.ts`). */
export const MOST_MESSAGES = 200
export const MOST_ENTRIES = 300
export const MOST_FOLLOWERS = 10
/** The newest threads; a reply in an older one finds its ticket no longer. */
export const MOST_THREADS = 10
const nudged = z.array(z.enum(['reply', 'resolve'])).max(2)

export const ticket = z.strictObject({
  _id: z.string(),
  version: z.int(),
  /** What people quote; runs on. */
  number: z.int().positive(),
  partnerId: z.string(),
  /** The company's name in lower case, to be found by its beginning. */
  companyKey: z.string(),
  /** At the partner, who is told of every change; the first one asked, the others joined. */
  followers: z.array(z.string()).max(MOST_FOLLOWERS),
  request,
  subscriptionId: z.string().optional(),
  /** Present exactly while it is the open cancellation ticket of its subscription: the unique index counts only these. */
  openCancellation: z.literal(true).optional(),
  state: z.enum(TICKET_STATES),
  /** Not closed, not withdrawn: one field that the queue can be read by. */
  live: z.boolean(),
  /** Whose turn it is. */
  waitsFor: z.enum(['desk', 'partner', 'nobody']),
  /** Since when. */
  since: instant,
  agent: z.string().optional(),
  entries: z.array(entry).max(MOST_ENTRIES),
  openedAt: instant,
  firstReplyAt: instant.optional(),
  closedAt: instant.optional(),
  closeReason: z.enum(CLOSE_REASONS).optional(),
  solved: z.boolean().optional(),
  /** The language of the request, for what the desk reads. */
  locale,
  /** The live card in the desk's channel: since when that desk is there, and how the card looks. */
  card: z.strictObject({ desk: z.string(), activityId: z.string(), looks: z.string() }).optional(),
  /** Every thread that this ticket has had there, the newest last: replies in an older one still find it. */
  threads: z.array(z.string()).max(MOST_THREADS),
  /** How many entries have been said in the thread, and to each follower. */
  saidInThread: z.int().nonnegative(),
  told: z.record(z.string(), z.int().nonnegative()),
  /** The sign-in domain of who asked, as the roster said; '' when it could not be asked. */
  domain: z.string().max(100).optional(),
  /** What the desk has been reminded of. */
  nudged: nudged.optional(),
  /** What the desk was last told of the renewal that this request holds up (S21). */
  renewalTold: z.string().max(60).optional(),
  /** Of which proposal the second agent has been told in the thread, by its key. */
  refundTold: z.string().max(200).optional(),
  unsent: unsent.optional(),
  messages: toldMessages.optional(),
  /** Of how many taken-back replies the thread has heard, and what became of those of which it hasn't. */
  backsSaid: z.int().nonnegative().optional(),
  backsBecame: takenBackAs.optional(),
  /** When what waits (a card, a word to somebody) is tried next; absent: nothing waits. */
  owedAt: instant.optional(),
  /** Tries since something has happened. */
  tries: z.int().nonnegative(),
  refund: refundProposal.optional(),
})
export type Ticket = z.infer<typeof ticket>

export function isLiveTicket(of: { state: TicketState }): boolean {
  return of.state !== 'closed' && of.state !== 'withdrawn'
}

/** S20: asked for by somebody. What the bot has noticed about a subscription stands in no cancellation's way. */
export function isCancellation({ subscriptionId, request }: Pick<Ticket, 'request' | 'subscriptionId'>): boolean {
  return subscriptionId !== undefined && request.noticed === undefined
}

/** S21: it is open, and asks support to cancel its subscription: meanwhile nothing is charged by itself. */
export function asksToCancel({ openCancellation }: Pick<Ticket, 'openCancellation'>): boolean {
  return openCancellation === true
}

const MONEY = ['parked', 'dispute', 'refunded', 'books-differ', 'fraud-warning'] as const

/** Money that waits and people who can't be told are support's to see to, whoever at the partner would rather not. */
export function canWithdraw({ state, request: { noticed, unreached } }: Pick<Ticket, 'state' | 'request'>): boolean {
  return state === 'open' && !unreached && !MONEY.some((each) => each === noticed?.what)
}

export type Opening = {
  id: string
  number: number
  partnerId: string
  company: string
  personId: string | undefined
  by: Pick<Entry, 'side' | 'by' | 'key'>
  request: Request
  subscriptionId?: string | undefined
  locale: Ticket['locale']
  now: string
}

/** A new ticket; its card waits for the desk from this moment on. */
export function newTicket(ask: Opening): Ticket {
  const { now, subscriptionId, personId } = ask
  const opened: Entry = { ...ask.by, kind: 'happening', what: 'opened', at: now }
  return {
    _id: ask.id,
    version: 1,
    number: ask.number,
    partnerId: ask.partnerId,
    companyKey: ask.company.toLowerCase(),
    followers: personId ? [personId] : [],
    request: ask.request,
    ...(subscriptionId ? { subscriptionId } : {}),
    ...(isCancellation(ask) ? { openCancellation: true as const } : {}),
    state: 'open',
    live: true,
    waitsFor: 'desk',
    since: now,
    entries: [opened],
    openedAt: now,
    locale: ask.locale,
    threads: [],
    saidInThread: 1,
    // Who asked has the confirmation in front of them; for whom an agent opened it, it is news.
    told: personId ? { [personId]: ask.by.side === 'partner' ? 1 : 0 } : {},
    owedAt: now,
    tries: 0,
  }
}

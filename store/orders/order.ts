import { z } from 'zod'
import { paymentMethod } from '../people/partner.ts'
import { locale } from '../values/locale.ts'
import { type Money, money } from '../values/money.ts'
import { instant } from '../values/time.ts'
import { frozen } from './frozen.ts'
import { formerRefund, MOST_PAPERS, MOST_REFUNDS, refund } from './refund.ts'

const ORDER_STATES = [
  'draft',
  'reviewed',
  'charging',
  'needs-customer',
  'unknown',
  'declined',
  'paid',
  'fulfilled',
  'parked',
  'refunding',
  'refunded',
  'abandoned',
  'expired',
] as const
export type OrderState = (typeof ORDER_STATES)[number]

/** The only ways an order goes; `orders.save` writes no other. */
export const ORDER_STEPS: Record<OrderState, readonly OrderState[]> = {
  draft: ['reviewed', 'abandoned', 'expired'],
  reviewed: ['charging', 'draft', 'expired'],
  charging: ['paid', 'declined', 'needs-customer', 'unknown'],
  'needs-customer': ['paid', 'declined', 'expired'],
  unknown: ['paid', 'declined', 'expired'],
  declined: ['reviewed'],
  paid: ['fulfilled', 'parked'],
  // Straight to the end: what was given back on the gateway's own pages.
  fulfilled: ['refunding', 'refunded'],
  parked: ['refunding', 'refunded', 'fulfilled'],
  refunding: ['refunded', 'fulfilled', 'parked'],
  // The gateway took its word back.
  refunded: ['fulfilled', 'parked', 'refunding'],
  abandoned: [],
  expired: [],
}

/** What has become of a disputed payment. `won`: it stands. `lost`: the bank has taken it back. */
export const DISPUTE_STATES = ['open', 'won', 'lost'] as const
export type DisputeState = (typeof DISPUTE_STATES)[number]

/** Why an order is parked that was paid, and whose setting up has failed for good: done again, it may work. */
export const GIVEN_UP = 'given-up'
/** Its term was undone as its money went back, and the money has come back since. */
export const UNDONE = 'undone'

/** After so many tries an order is over. */
export const MOST_ATTEMPTS = 20

/** As long as a purchase order's number may be. */
export const MOST_PO_LETTERS = 30

/** One try to take an order's money. The key is the gateway's idempotency key: `order:n`. */
const attempt = z.strictObject({
  n: z.int().positive(),
  key: z.string(),
  /** What was asked for. */
  money,
  /** What the gateway took; older attempts don't say. */
  taken: money.optional(),
  method: paymentMethod,
  customer: z.string(),
  subscriptionId: z.string(),
  state: z.enum(['open', 'succeeded', 'failed']),
  openedAt: instant,
  endedAt: instant.optional(),
  chargeId: z.string().optional(),
  declineCode: z.string().optional(),
  /** No later try on this card mends it: it is not tried again. */
  forGood: z.literal(true).optional(),
  /** It was called off before anything was taken, because the partner wanted something else: no try that has failed. */
  gaveWay: z.literal(true).optional(),
})
export type Attempt = z.infer<typeof attempt>

export const order = z.strictObject({
  _id: z.string(),
  version: z.int(),
  /** What people quote: PO-2611-7F3K9Q. */
  number: z.string(),
  partnerId: z.string(),
  personId: z.string(),
  kind: z.enum(['purchase', 'renewal']),
  offerId: z.string(),
  area: z.string().optional(),
  /** A renewal's subscription and the term that it pays for. */
  renews: z.strictObject({ subscriptionId: z.string(), term: z.int().positive() }).optional(),
  /** Present exactly while it is *the* renewal of that term: the unique index counts only these. */
  theRenewal: z.literal(true).optional(),
  /** Present exactly when it ended without any attempt at its money: nobody owes or is owed anything by it. */
  untried: z.literal(true).optional(),
  /** Made by time, not by a person: it keeps until the end of grace, and everybody concerned is told of it (S19). */
  automatic: z.literal(true).optional(),
  state: z.enum(ORDER_STATES),
  terms: z.strictObject({ version: z.string(), url: z.url(), locale, agreedAt: instant, by: z.string() }).optional(),
  method: paymentMethod.optional(),
  /** The buyer's own purchase order, for their books. */
  poNumber: z.string().min(1).max(MOST_PO_LETTERS).optional(),
  /** The hosted page on which a method is being added for this order. */
  methodPage: z.strictObject({ sessionId: z.string(), url: z.url(), openedAt: instant }).optional(),
  /** Frozen at the review (S10); `review` counts the reviews shown, and only the last one buys. */
  review: z.int().nonnegative(),
  frozen: frozen.optional(),
  attempts: z.array(attempt).max(MOST_ATTEMPTS),
  /** The bank asks for the person: the link to its page is made anew each time it is shown. */
  bankWaits: z.literal(true).optional(),
  subscriptionId: z.string().optional(),
  receipt: z.strictObject({ number: z.string(), at: instant }).optional(),
  parkedBecause: z.string().optional(),
  /** Two agents have decided that parked money pays for it all the same. `seen`: what the second one was shown. */
  accepted: z
    .strictObject({
      ticketId: z.string(),
      proposedBy: z.string(),
      confirmedBy: z.string(),
      seen: z.string().max(64),
      at: instant,
    })
    .optional(),
  /** Its term has been paid by another order while its own money seemed to be back: it is not *the* renewal any more. */
  yielded: z.literal(true).optional(),
  /** Since when its term, which had not begun, is none any more: its money has gone back, and the term can be paid anew. */
  undone: instant.optional(),
  /** Somebody disputes its payment at their bank. `id`: the gateway's own. `froze`: benefits had to wait, so those concerned are told. */
  dispute: z
    .strictObject({
      id: z.string(),
      state: z.enum(DISPUTE_STATES),
      froze: z.literal(true).optional(),
      /** Since when we know that it stands so, and how much is disputed. */
      at: instant.optional(),
      money: money.optional(),
    })
    .optional(),
  /** What was given back of its money, and what is being: `refundsOf` reads it. */
  refunds: z
    .array(refund)
    .max(2 * MOST_REFUNDS)
    .optional(),
  refund: formerRefund.optional(),
  /** Its invoice and credit notes, by what each is for. */
  papers: z
    .array(z.strictObject({ about: z.string().max(220), number: z.string() }))
    .max(MOST_PAPERS)
    .optional(),
  /** Present exactly while one of them is still to be made out. */
  paperDue: z.literal(true).optional(),
  createdAt: instant,
  /** An unfinished order keeps 24 hours, then expires. */
  expiresAt: instant,
  /** When the reconciler looks at it next; absent when nothing is owed to anybody. */
  lookAt: instant.optional(),
  /** The state that the buyer has not been told of yet. */
  untold: z.enum(ORDER_STATES).optional(),
  /** Tries to tell them of it; absent: none. */
  tries: z.int().nonnegative().optional(),
  /** When money last moved for it; absent: never, or before this was kept. */
  movedAt: instant.optional(),
})
export type Order = z.infer<typeof order>

/** Still before any money: its answers can be changed, it can be left. */
export function isOpen(order: Order): boolean {
  return order.state === 'draft' || order.state === 'reviewed'
}

/** Money is, or may be, on its way. */
export function isInPayment(order: Order): boolean {
  return ['charging', 'needs-customer', 'unknown', 'declined', 'paid'].includes(order.state)
}

/** Over, and no bank was ever asked for anything: declined, left, or forgotten. */
export function isUntried(order: Pick<Order, 'state' | 'attempts'>): boolean {
  return (order.state === 'abandoned' || order.state === 'expired') && order.attempts.length === 0
}

export function lastAttempt(order: Order): Attempt | undefined {
  return order.attempts.at(-1)
}

/** The money that was taken for it; undefined: none was. */
export function takenFor(order: Order): Money | undefined {
  const paid = lastAttempt(order)
  return paid?.state === 'succeeded' ? (paid.taken ?? paid.money) : undefined
}

/** The subscription that it has paid for, or is to. */
export function subscriptionIdOf(order: Order): string | undefined {
  return order.subscriptionId ?? lastAttempt(order)?.subscriptionId
}

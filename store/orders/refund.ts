import { z } from 'zod'
import { money } from '../values/money.ts'
import { instant, later } from '../values/time.ts'

/** More refunds than anybody makes of one order; another one is refused. */
export const MOST_REFUNDS = 100
/** Of one order: its invoice, and of each refund, those made at the gateway too, a credit note and the end of it. */
export const MOST_PAPERS = 4 * MOST_REFUNDS + 1

/** Why the gateway gave nothing back, as far as it says so. `refused`: it doesn't. */
const REFUND_FAILURES = [
  /** All of it has gone back before. */
  'already-refunded',
  /** More than is left of it. */
  'too-much',
  /** Its cardholder disputes it: the bank decides. */
  'disputed',
  /** It can't be given back by card at all, or not any more. */
  'not-refundable',
  /** The gateway knows no such payment: another account, or a wrong mode. */
  'unknown-payment',
  /** The gateway's balance doesn't cover it. */
  'no-balance',
  /** Its currency has no such amount there. */
  'amount-impossible',
  /** The card's bank couldn't credit it: lost, closed, expired. */
  'bank-refused',
  /** It was called back before it went out. */
  'canceled',
  'refused',
] as const
export type RefundFailure = (typeof REFUND_FAILURES)[number]

/** `asked`: whatever the gateway has heard of it. `pending`: the gateway has taken it, and the money is on its way. */
const REFUND_STATES = ['asked', 'pending', 'refunded', 'failed'] as const
export type RefundState = (typeof REFUND_STATES)[number]

/** One giving back of an order's money, whole or in part. */
export const refund = z.strictObject({
  /** The desk's: the gateway's key of the try, so that one that failed is no answer to the next. Else the gateway's own id. */
  id: z.string().max(200),
  /** Two agents, or somebody on the gateway's own pages. */
  by: z.enum(['desk', 'gateway']),
  money,
  state: z.enum(REFUND_STATES),
  /** When it was asked for; of the gateway's, when it was made there. */
  at: instant,
  /** Since when it is refunded, or has failed. */
  endedAt: instant.optional(),
  why: z.string().max(100).optional(),
  /** It was called back before it failed: what a paper may have said of that, another one takes back. */
  wasBack: z.literal(true).optional(),
  /** Which try of the desk's it is. */
  n: z.int().positive().optional(),
  ticketId: z.string().optional(),
  proposedBy: z.string().optional(),
  confirmedBy: z.string().optional(),
  /** What the second agent was shown: of one proposal one refund is made, however often it is confirmed. */
  seen: z.string().max(64).optional(),
  /** What both sides have been told of it last. */
  told: z.enum(['silent', 'slow', ...REFUND_STATES]).optional(),
})
export type Refund = z.infer<typeof refund>

/** An order's last try as orders kept it before they kept each of them; read, and never written anew. */
export const formerRefund = z.strictObject({
  n: z.int().positive(),
  was: z.enum(['fulfilled', 'parked']),
  state: z.enum(REFUND_STATES),
  ticketId: z.string(),
  proposedBy: z.string(),
  confirmedBy: z.string(),
  askedAt: instant,
})

/**
 * A card's bank may hand back what the gateway called refunded: "this process can take up to 30 days from requesting the
 * refund" (docs.stripe.com/refunds). Looked up until then and a few days more, should the event of it never come.
 */
const MAY_FAIL_FOR_MS = 35 * 86_400_000

/** Whether the gateway may say otherwise of it yet. `now`: an instant as stored. */
export function mayStillChange({ state, at, endedAt = at }: Pick<Refund, 'state' | 'at' | 'endedAt'>, now: string) {
  return state === 'pending' || (state === 'refunded' && now < later(endedAt, MAY_FAIL_FOR_MS))
}

/** The gateway's key of a try of the desk's. The first one has the key that refunds had before there were tries. */
export function refundKey(orderId: string, n: number): string {
  return n === 1 ? `refund:${orderId}` : `refund:${orderId}:${n}`
}

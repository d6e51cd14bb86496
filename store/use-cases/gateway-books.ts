import type { DisputeState } from '../orders/order.ts'
import type { Money } from '../values/money.ts'

/** Which stretch of the books: `from` and before `to`, instants as stored. `after`: the `next` of the page before. */
export type BookAsk = { from: string; to: string; after?: string | undefined }
/** One page; `next`: there may be another one. It stays good when it is asked for again, also by another process. */
export type BookPage<T> = { rows: T[]; next?: string }

/** Money that was taken, as the gateway keeps it: ours and everybody else's on the same account. */
export type BookedCharge = {
  /** What our records call it: the `chargeId` of an attempt. */
  chargeId: string
  /** Ours; absent: nobody of ours asked for it. */
  key?: string
  customer?: string
  at: string
  money: Money
  /** What we have said of it when we asked: enough to make its order anew. */
  about: Readonly<Record<string, string>>
}

/** Money on its way back, or there; in whatever way it was begun. */
export type BookedRefund = {
  id: string
  /** Ours; absent: it was begun elsewhere. */
  key?: string
  chargeId: string
  at: string
  money: Money
  state: 'pending' | 'refunded' | 'failed'
}

/** `at`: when it was opened. `state` absent: a mere inquiry, for which no money is taken back. */
export type BookedDispute = { id: string; chargeId: string; at: string; money: Money; state?: DisputeState }

/**
 * The gateway's books by list, newest first or not, each row once. Every call has a time-out and rejects when the gateway
 * can't be asked, or doesn't answer.
 */
export interface GatewayBooks {
  charges(ask: BookAsk): Promise<BookPage<BookedCharge>>
  refunds(ask: BookAsk): Promise<BookPage<BookedRefund>>
  disputes(ask: BookAsk): Promise<BookPage<BookedDispute>>
  /** The money taken under one charge, by our records' name of it or the gateway's own; undefined: none was. */
  charge(chargeId: string): Promise<BookedCharge | undefined>
  /** Every refund of one charge, however old. */
  refundsOf(chargeId: string): Promise<BookedRefund[]>
}

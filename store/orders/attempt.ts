import { type Money, sameMoney } from '../values/money.ts'
import { later } from '../values/time.ts'
import { type Attempt, lastAttempt, type Order } from './order.ts'

/** What the gateway says of an attempt, in the words of the record. */
export type Outcome =
  | { state: 'succeeded'; chargeId: string; money: Money }
  | { state: 'processing'; chargeId: string }
  | { state: 'needs-customer'; chargeId: string }
  | { state: 'declined'; code: string; forGood?: boolean }
  | { state: 'unknown' }

/** Milliseconds until an unsettled attempt is looked up again. */
const LOOK_AGAIN = { processing: 30_000, unknown: 10_000, 'needs-customer': 30_000 } as const
/** So long after it was opened an attempt may still be on its first way to the gateway. */
const FRESH_FOR = 30_000
const ASKED_AGAIN_FOR = 15 * 60_000
const LONGEST_REQUEST = 3 * 60_000
/** What a turn says itself is not said again by the reconciler meanwhile. */
const TURN_TELLS_FIRST = 10_000
/** An attempt that nobody settles is given up after a day, after a last look. */
const GIVE_UP_AFTER = 24 * 3_600_000
/** A bank that asks for somebody who wasn't there is waited for until shortly before the next try (S19). */
const GIVE_UP_UNATTENDED_AFTER = 71 * 3_600_000

/**
 * The order after the gateway has spoken. Idempotent: an order that is settled stays as it is, whatever a late or
 * repeated word says (F56). Money that differs from what was frozen is paid, and parked by fulfilment (F57).
 */
export function recordOutcome(order: Order, outcome: Outcome, now: string): Order {
  const open = lastAttempt(order)
  if (open?.state !== 'open') return order
  switch (outcome.state) {
    case 'succeeded': {
      const parkedBecause = sameMoney(outcome.money, open.money) ? {} : { parkedBecause: 'amount-differs' }
      const { chargeId, money: taken } = outcome
      const ended: Attempt = { ...open, state: 'succeeded', chargeId, taken, endedAt: now }
      return {
        ...withAttempt(order, ended),
        ...parkedBecause,
        state: 'paid',
        untold: 'paid',
        lookAt: later(now, TURN_TELLS_FIRST),
      }
    }
    case 'declined':
      return failed(order, open, outcome, now)
    case 'needs-customer': {
      // An unknown attempt stays unknown by the table, but its person is shown the bank's page all the same.
      const state = order.state === 'unknown' ? 'unknown' : 'needs-customer'
      const untold = order.bankWaits ? order.untold : 'needs-customer'
      const known = withAttempt(order, { ...open, chargeId: outcome.chargeId })
      return { ...known, state, untold, bankWaits: true, lookAt: later(now, LOOK_AGAIN['needs-customer']) }
    }
    case 'processing':
      return {
        ...withAttempt(order, { ...open, chargeId: outcome.chargeId }),
        lookAt: later(now, LOOK_AGAIN.processing),
      }
    case 'unknown':
      return {
        ...order,
        state: order.state === 'charging' ? 'unknown' : order.state,
        untold: order.state === 'charging' ? 'unknown' : order.untold,
        lookAt: later(now, LOOK_AGAIN.unknown),
      }
  }
}

/** The order of an attempt, and of a charge made under its key (`order:n`). */
export function orderIdOf(key: string): string {
  return key.split(':')[0] ?? ''
}

/** The last attempt was called off: if nothing but that ended it, it was no try (S19). */
export function gaveWay(order: Order): Order {
  const last = lastAttempt(order)
  return last?.state === 'failed' && last.declineCode === 'canceled'
    ? withAttempt(order, { ...last, gaveWay: true })
    : order
}

/** Whether the person had a day to satisfy the bank, or the gateway a day to answer. */
export function isGivenUp(order: Order, now: string): boolean {
  const open = lastAttempt(order)
  const patience = order.automatic && order.bankWaits ? GIVE_UP_UNATTENDED_AFTER : GIVE_UP_AFTER
  return open?.state === 'open' && later(open.openedAt, patience) <= now
}

/** The end of an attempt that nobody settled in a day; what the gateway says later is refunded, never fulfilled. */
export function giveUp(order: Order, now: string): Order {
  const open = lastAttempt(order)
  if (open?.state !== 'open') return order
  const ended: Attempt = { ...open, state: 'failed', declineCode: 'given-up', endedAt: now }
  return { ...withAttempt(order, ended), state: 'expired', untold: 'expired', lookAt: now }
}

/** A fresh attempt is asked for; one that was asked for before, or may have been, is looked up first (F52, F53). */
export function wasAskedFor(attempt: Attempt, now: string): boolean {
  return attempt.chargeId !== undefined || later(attempt.openedAt, FRESH_FOR) <= now
}

/** So soon after it was opened it may be asked for again, long within the life of its key (a day). */
export function mayAskAgain({ openedAt }: Attempt, now: string): boolean {
  return now < later(openedAt, ASKED_AGAIN_FOR)
}

/** Nobody has asked for it for longer than any request can be under way. */
export function isQuiet({ openedAt }: Attempt, now: string): boolean {
  return later(openedAt, ASKED_AGAIN_FOR + LONGEST_REQUEST) <= now
}

type Declined = Pick<Extract<Outcome, { state: 'declined' }>, 'code' | 'forGood'>

function failed(order: Order, open: Attempt, { code: declineCode, forGood }: Declined, now: string): Order {
  const { bankWaits: _bankWaits, ...rest } = order
  const over = forGood ? { forGood: true as const } : {}
  const ended: Attempt = { ...open, state: 'failed', declineCode, ...over, endedAt: now }
  return {
    ...withAttempt(rest, ended),
    state: 'declined',
    untold: 'declined',
    lookAt: now,
    expiresAt: order.automatic ? order.expiresAt : later(now, GIVE_UP_AFTER),
  }
}

function withAttempt(order: Order, attempt: Attempt): Order {
  return { ...order, attempts: [...order.attempts.slice(0, -1), attempt] }
}

import { type Money, sameMoney } from './money.ts'
import { type Attempt, lastAttempt, type Order } from './order.ts'

/** What the gateway says of an attempt, in the words of the record. */
export type Outcome =
  | { state: 'succeeded'; chargeId: string; money: Money }
  | { state: 'processing' }
  | { state: 'needs-customer' }
  | { state: 'declined'; code: string }
  | { state: 'unknown' }
  /** Looked up, and nothing was ever taken. */
  | { state: 'never-charged' }

/** Milliseconds until an unsettled attempt is looked up again. */
const LOOK_AGAIN = { processing: 30_000, unknown: 10_000, 'needs-customer': 30_000 } as const
/** An attempt that nobody can say anything of is given up after a day, after a last look. */
const GIVE_UP_AFTER = 24 * 3_600_000

/**
 * The order after the gateway has spoken. Idempotent: an order that is settled stays as it is, whatever a late or
 * repeated word says (F56). Money that differs from what was frozen is paid, and parked by fulfilment (F57).
 */
export function recordOutcome(of: Order, outcome: Outcome, now: string): Order {
  const open = lastAttempt(of)
  if (open?.state !== 'open') return of
  switch (outcome.state) {
    case 'succeeded': {
      const parkedBecause = sameMoney(outcome.money, open.money) ? {} : { parkedBecause: 'amount-differs' }
      const ended: Attempt = { ...open, state: 'succeeded', chargeId: outcome.chargeId, endedAt: now }
      return { ...withAttempt(of, ended), ...parkedBecause, state: 'paid', untold: 'paid', lookAt: now }
    }
    case 'declined':
      return failed(of, open, outcome.code, now)
    case 'never-charged':
      return failed(of, open, 'not-taken', now)
    case 'needs-customer': {
      // An unknown attempt stays unknown by the table, but its person is shown the bank's page all the same.
      const state = of.state === 'unknown' ? 'unknown' : 'needs-customer'
      const untold = of.bankWaits ? of.untold : 'needs-customer'
      return { ...of, state, untold, bankWaits: true, lookAt: after(now, LOOK_AGAIN['needs-customer']) }
    }
    case 'processing':
      return { ...of, lookAt: after(now, LOOK_AGAIN.processing) }
    case 'unknown':
      return {
        ...of,
        state: of.state === 'charging' ? 'unknown' : of.state,
        untold: of.state === 'charging' ? 'unknown' : of.untold,
        lookAt: after(now, LOOK_AGAIN.unknown),
      }
  }
}

/** Whether the person had a day to satisfy the bank, or the gateway a day to answer. */
export function isGivenUp(of: Order, now: string): boolean {
  const open = lastAttempt(of)
  return open?.state === 'open' && after(open.openedAt, GIVE_UP_AFTER) <= now
}

function failed(of: Order, open: Attempt, declineCode: string, now: string): Order {
  const { bankWaits: _bankWaits, ...rest } = of
  const ended: Attempt = { ...open, state: 'failed', declineCode, endedAt: now }
  return {
    ...withAttempt(rest, ended),
    state: 'declined',
    untold: 'declined',
    lookAt: now,
    expiresAt: after(now, GIVE_UP_AFTER),
  }
}

function withAttempt(of: Order, attempt: Attempt): Order {
  return { ...of, attempts: [...of.attempts.slice(0, -1), attempt] }
}

function after(now: string, ms: number): string {
  return new Date(Date.parse(now) + ms).toISOString()
}

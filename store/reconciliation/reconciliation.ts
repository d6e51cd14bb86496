import { z } from 'zod'
import { MOVEMENTS, type MovementKind } from '../orders/movements.ts'
import type { Money } from '../values/money.ts'
import { civilDate, instant } from '../values/time.ts'

/** The parts of a day's comparison, in their order. `records`: what we have, and whether the gateway has it too. */
const PHASES = ['charges', 'refunds', 'disputes', 'records', 'done'] as const

const DIFFERENCES = [
  /** Money was taken under a key of ours, and there is no order. */
  'no-order',
  /** The order is there and doesn't know that it was paid. */
  'not-paid-here',
  /** Another amount was taken than we know of. */
  'amount',
  /** The order says that it was paid, and the gateway knows nothing of it. */
  'not-at-gateway',
  'refund-not-here',
  'refund-not-at-gateway',
  'dispute-not-here',
  'dispute-not-at-gateway',
] as const

/** What has become of it: a step was begun that mends it, the desk has a request, or it is left to the operator. */
const ENDS = ['taken-up', 'request', 'left'] as const

const difference = z.strictObject({
  /** Once for each, however often a day is compared. */
  id: z.string().max(300),
  what: z.enum(DIFFERENCES),
  kind: z.enum(MOVEMENTS),
  /** The order's number; of an unknown order, the key. */
  about: z.string().max(200),
  /** Minor units: the gateway's, less ours. */
  amount: z.int(),
  currency: z.string(),
  became: z.enum(ENDS),
})
export type Difference = z.infer<typeof difference>

/** Minor units. */
const sums = z.strictObject({ paid: z.int(), refunded: z.int(), 'taken-back': z.int() })
export type Sums = z.infer<typeof sums>

/**
 * gateway − records = otherDay + strays + differing, for each kind. `otherDay`: both have it, on two days. `strays`: taken
 * after its attempt was closed, and given back at once: no order's.
 */
const ofCurrency = z.strictObject({ gateway: sums, records: sums, otherDay: sums, strays: sums, differing: sums })
export type OfCurrency = z.infer<typeof ofCurrency>

export const MOST_KEPT = { differences: 500, seen: 20_000 }

/** One day (UTC) of the gateway's books beside ours, as far as it is compared. */
export const reconciliation = z.strictObject({
  /** The day. */
  _id: civilDate,
  version: z.int(),
  phase: z.enum(PHASES),
  /** Where the phase goes on. */
  after: z.string().optional(),
  currencies: z.record(z.string(), ofCurrency),
  differences: z.array(difference).max(MOST_KEPT.differences),
  /** How many there were, those that are no longer listed too. */
  differing: z.int().nonnegative(),
  /** What both have on this day; beyond the bound each is looked up instead. */
  seen: z.array(z.string()).max(MOST_KEPT.seen),
  /** Rows of the gateway's that are none of ours. */
  others: z.int().nonnegative(),
  /** The day was not over when it was begun. */
  partial: z.literal(true).optional(),
  startedAt: instant,
  endedAt: instant.optional(),
})
export type Reconciliation = z.infer<typeof reconciliation>

/** What one row, or one movement of ours, turned out to be. */
export type Finding =
  /** `mends`: the differences that it was until now, if our records have learnt of it since that was written. */
  | { is: 'same'; kind: MovementKind; id: string; money: Money; mends?: readonly string[] }
  | { is: 'other-day'; kind: MovementKind; side: 'gateway' | 'records'; money: Money }
  | { is: 'stray'; kind: MovementKind; money: Money }
  | { is: 'difference'; difference: Difference; gateway?: Money | undefined; records?: Money | undefined }
  | { is: 'foreign' }

/** Nothing of the day is compared yet. `partial`: it isn't over. */
export function newReconciliation(day: string, now: string, partial: boolean): Reconciliation {
  return {
    ...{ _id: day, version: 1, phase: 'charges', currencies: {}, differences: [], differing: 0, seen: [], others: 0 },
    ...(partial ? { partial } : {}),
    startedAt: now,
  }
}

/** The next phase of a day, from its beginning. */
export function nextPhase(of: Reconciliation): Reconciliation {
  const { after: _after, ...rest } = of
  return { ...rest, phase: PHASES[PHASES.indexOf(of.phase) + 1] ?? 'done' }
}

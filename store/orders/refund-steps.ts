import { IllegalStepError } from '../database/legal-steps.ts'
import { type Money, sameMoney } from '../values/money.ts'
import { ok, type Result, refused } from '../values/result.ts'
import { later } from '../values/time.ts'
import { type Order, type OrderState, takenFor } from './order.ts'
import { MOST_REFUNDS, type Refund, type RefundFailure, type RefundState, refundKey } from './refund.ts'
import { refundsOf, returnable, returnedOf, summed } from './refunds-of.ts'

/** What is owed to a refund that was written down: the reconciler sees that its job is there. */
const LOOK_AFTER_MS = 10_000

type Asked = Required<Pick<Refund, 'ticketId' | 'proposedBy' | 'confirmedBy' | 'seen' | 'money'>>

/**
 * Written down before the gateway is asked. Never more than is left: of two at once the second one is refused by the
 * record. The record itself if this was written down before.
 */
export function askRefund(order: Order, asked: Asked, now: string): Result<Order> {
  const before = refundsOf(order)
  if (before.some((each) => each.seen === asked.seen)) return ok(order)
  const left = returnable(order)
  if (!left) return refused('nothing-to-refund')
  const { money } = asked
  if (money.amount < 1 || money.currency !== left.currency || money.amount > left.amount)
    return refused('refund-too-much')
  if (before.length >= MOST_REFUNDS) return refused('nothing-to-refund')
  const n = Math.max(0, ...before.map((each) => each.n ?? 0)) + 1
  const made: Refund = { ...asked, id: refundKey(order._id, n), by: 'desk', n, state: 'asked', at: now }
  const lookAt = later(now, LOOK_AFTER_MS)
  return ok({ ...withRefunds(order, [...before, made]), lookAt })
}

/** What the gateway has said of one try; what it has said before stands. */
export type RefundAnswer = { status: 'refunded' | 'pending' | 'failed'; why?: RefundFailure }

export function refundAnswered(order: Order, id: string, { status, why }: RefundAnswer, now: string): Order {
  const before = refundsOf(order)
  const asked = before.find((each) => each.id === id)
  if (!asked || asked.state === status || (asked.state !== 'asked' && asked.state !== 'pending')) return order
  return withRefunds(
    order,
    before.map((each) => (each === asked ? inState(asked, status, why, now) : each)),
  )
}

/** A refund as the gateway keeps it. `key`: the one of ours under which it was asked for. `at`: when it was made. */
export type FoundRefund = {
  id: string
  key?: string | undefined
  money: Money
  state: 'pending' | 'refunded' | 'failed'
  why?: RefundFailure | undefined
  at: string
}

/** As the gateway says that they stand now: ours, and those that were made there. The record itself if nothing is new. */
export function refundsFound(order: Order, found: readonly FoundRefund[], now: string): Order {
  const before = refundsOf(order)
  const known = before.map((each) => {
    const theirs = found.find((one) => isOf(each, one))
    if (theirs) return theirs.state === each.state ? each : inState(each, theirs.state, theirs.why, now)
    const isUsedUp = each.state === 'asked' && found.some(({ key }) => key === each.id)
    return isUsedUp ? inState(each, 'failed', 'refused', now) : each
  })
  const made = found
    .filter((one) => !before.some((each) => isOf(each, one)))
    // Nobody needs to hear of what had failed before anybody knew of it.
    .filter(({ state }) => state !== 'failed')
    .slice(0, Math.max(0, 2 * MOST_REFUNDS - before.length))
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map((each) => inState(asKept(order, before, each), each.state, undefined, now))
  if (made.length === 0 && known.every((each, i) => each === before[i])) return order
  return withRefunds(order, [...known, ...made])
}

/**
 * Whether the gateway speaks of this one. Under the key of one that is just asked for it may have made another before, which a
 * restored backup has forgotten: another amount tells them apart.
 */
function isOf(each: Refund, { id, key, money }: FoundRefund): boolean {
  if (each.by !== 'desk') return each.id === id
  return each.id === key && (each.state === 'pending' || each.state === 'refunded' || sameMoney(each.money, money))
}

/** One under a key of ours is ours also where the record has forgotten it, as a restored backup has: its key is used up. */
function asKept({ _id }: Order, before: readonly Refund[], { id, key, money, at }: FoundRefund): Refund {
  const n = key === refundKey(_id, 1) ? 1 : Number(key?.startsWith(`refund:${_id}:`) && key.split(':').at(-1))
  const isFree = !before.some((each) => each.id === key)
  const ours = isFree && n > 0 && key === refundKey(_id, n) ? ({ id: key, by: 'desk', n } as const) : undefined
  return { ...(ours ?? { id, by: 'gateway' }), money, state: 'asked', at }
}

function inState(before: Refund, state: RefundState, why: RefundFailure | undefined, now: string): Refund {
  const { endedAt: _ended, why: _why, ...rest } = before
  if (state === 'asked' || state === 'pending') return { ...rest, state }
  const wasBack = before.state === 'refunded' ? { wasBack: true as const } : {}
  return { ...rest, state, endedAt: now, ...(state === 'failed' ? { why: why ?? 'refused', ...wasBack } : {}) }
}

/** Both sides have been told so much of this one. */
export function refundTold(order: Order, id: string, told: NonNullable<Refund['told']>): Order {
  const before = refundsOf(order)
  if (!before.some((each) => each.id === id && each.told !== told)) return order
  return { ...order, refunds: before.map((each) => (each.id === id ? { ...each, told } : each)) }
}

/** The order with its refunds, in the state that follows from them. */
function withRefunds(order: Order, refunds: Refund[]): Order {
  const { refund: former, accepted, ...rest } = order
  const state = stateWith({ ...rest, refunds }, former?.was)
  // What is on its way back pays for nothing any more, whatever was decided.
  const stands = accepted && (state === 'parked' || rest.receipt) ? { accepted } : {}
  return { ...rest, ...stands, refunds, state }
}

/** In part given back it stays what it was; while anything is on its way, `refunding`; all of it back, `refunded`. */
function stateWith(order: Order, was: 'fulfilled' | 'parked' | undefined): OrderState {
  const [taken, returned] = [takenFor(order), returnedOf(order)]
  if (refundsOf(order).some(({ state }) => state === 'asked' || state === 'pending')) return 'refunding'
  if (taken && returned && returned.amount >= taken.amount) return 'refunded'
  if (order.state === 'fulfilled' || order.state === 'parked') return order.state
  return was ?? (order.receipt ? 'fulfilled' : 'parked')
}

/** Never more asked for than was taken, and what was once written down stays there with its amount. */
export function assertRefunds(before: Order, after: Order): void {
  const [was, is] = [refundsOf(before), refundsOf(after)]
  const kept = was.every(({ id, money }) => is.some((each) => each.id === id && each.money.amount === money.amount))
  const asksMore = is.some(({ id, state }) => state === 'asked' && !was.some((each) => each.id === id))
  const [taken, gone] = [takenFor(after), summed(after, ['asked', 'pending', 'refunded'])]
  if (!kept || (asksMore && (!taken || !gone || gone.amount > taken.amount)))
    throw new IllegalStepError(`order: refunds of ${before._id} are never more than was paid, and stay written down`)
}

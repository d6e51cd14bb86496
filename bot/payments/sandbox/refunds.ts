import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { RefundFailure } from '../../../store/orders/refund.ts'
import type { FoundRefund, RefundAnswer } from '../../../store/orders/refund-steps.ts'
import type { Money } from '../../../store/use-cases/services.ts'
import { instant, stored } from '../../../store/values/time.ts'

/** What the sandbox does when it is asked to give money back. */
export const REFUND_OUTCOMES = [
  'succeed',
  /** On its way for three days. */
  'pending',
  /** Said to be back at once, and five days later it turns out that the bank couldn't take it. */
  'fails_later',
  /** Made, but the answer never arrives. */
  'lost',
  /** Never arrived: nothing goes back, and there is no answer. */
  'lost_not_made',
  'refused',
] as const
export type RefundOutcome = (typeof REFUND_OUTCOMES)[number]

const STATES = ['pending', 'refunded', 'failed'] as const
const AFTER: Partial<Record<RefundOutcome, { days: number; state: (typeof STATES)[number] }>> = {
  pending: { days: 3, state: 'refunded' },
  fails_later: { days: 5, state: 'failed' },
}

/** A refund of a charge. Those from before the sandbox could do more than one thing have a key and an amount alone. */
export const sandboxRefund = z.strictObject({
  /** Absent: made on the gateway's own pages. */
  key: z.string().optional(),
  id: z.string().optional(),
  amount: z.int().positive(),
  state: z.enum(STATES).optional(),
  at: instant.optional(),
  /** What becomes of it by itself. */
  turns: z.strictObject({ at: instant, state: z.enum(STATES) }).optional(),
})
type SandboxRefund = z.infer<typeof sandboxRefund>

type Refunded = {
  state: string
  taken?: Money | undefined
  dispute?: { state: string } | undefined
  refunds: SandboxRefund[]
}

/** In minor units. */
export function leftOf({ taken, refunds }: Pick<Refunded, 'taken' | 'refunds'>): number {
  return refunds.reduce((rest, each) => rest - (each.state === 'failed' ? 0 : each.amount), taken?.amount ?? 0)
}

/** What is asked for next is the gateway's to carry out, or not; `why`: it isn't. */
export function whyNoRefund({ state, taken, dispute, refunds }: Refunded, back: Money): RefundFailure | undefined {
  if (state !== 'succeeded' || !taken) return 'unknown-payment'
  if (dispute && dispute.state !== 'won') return 'disputed'
  if (taken.currency !== back.currency) return 'amount-impossible'
  const left = leftOf({ taken, refunds })
  if (left === 0) return 'already-refunded'
  return back.amount > left ? 'too-much' : undefined
}

/** Another refund on it. `key` absent: somebody made it on the gateway's own pages. */
export function withRefund<C extends Refunded>(
  charge: C,
  { key, id, amount }: Pick<SandboxRefund, 'key' | 'id' | 'amount'>,
  outcome: RefundOutcome,
  now: Temporal.Instant,
): C {
  const after = AFTER[outcome]
  const made: SandboxRefund = {
    ...(key === undefined ? {} : { key }),
    ...(id === undefined ? {} : { id }),
    amount,
    state: outcome === 'pending' ? 'pending' : 'refunded',
    at: stored(now),
    ...(after ? { turns: { at: stored(now.add({ hours: 24 * after.days })), state: after.state } } : {}),
  }
  return { ...charge, refunds: [...charge.refunds, made] }
}

/** The charge with its refunds as they stand by now; the charge itself if none has turned. */
export function turned<C extends Refunded>(charge: C, now: Temporal.Instant): C {
  const refunds = charge.refunds.map((each) => {
    if (!each.turns || each.turns.at > stored(now)) return each
    const { turns, ...rest } = each
    return { ...rest, state: turns.state }
  })
  return refunds.every((each, i) => each === charge.refunds[i]) ? charge : { ...charge, refunds }
}

/** The last one goes through, or fails, now. The charge itself if there is none that it can happen to. */
export function lastRefundTurned<C extends Refunded>(charge: C, state: 'refunded' | 'failed'): C {
  const last = charge.refunds.findLast((each) => each.state !== 'failed')
  if (!last || (last.state ?? 'refunded') === state) return charge
  const { turns: _turns, ...rest } = last
  return { ...charge, refunds: charge.refunds.map((each) => (each === last ? { ...rest, state } : each)) }
}

/** When the next of them turns by itself. */
export function turnsNext({ refunds }: Pick<Refunded, 'refunds'>): string | undefined {
  return refunds.flatMap(({ turns }) => (turns ? [turns.at] : [])).toSorted()[0]
}

const EARLIEST = stored(Temporal.Instant.fromEpochMilliseconds(0))

/** As the gateway tells of them. */
export function foundRefunds({ _id, taken, refunds }: Refunded & { _id: string }): FoundRefund[] {
  return refunds.map(({ key, id, amount, state = 'refunded', at = EARLIEST }, i) => ({
    id: id ?? `sre_${_id}_${i}`,
    ...(key === undefined ? {} : { key }),
    money: { amount, currency: taken?.currency ?? 'XXX' },
    state,
    ...(state === 'failed' ? { why: 'bank-refused' as const } : {}),
    at,
  }))
}

/** What whoever asked for it hears. */
export function refundAnswer({ state = 'refunded' }: SandboxRefund): RefundAnswer {
  return state === 'failed' ? { status: state, why: 'bank-refused' } : { status: state }
}

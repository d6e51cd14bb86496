import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { DISPUTE_STATES, type DisputeState } from '../../../store/orders/order.ts'
import type { ChargeResult, Payments } from '../../../store/use-cases/services.ts'
import { money } from '../../../store/values/money.ts'
import { instant, stored } from '../../../store/values/time.ts'
import type { Decline, SandboxOutcome } from './cards.ts'
import { sandboxRefund } from './refunds.ts'

export type ChargeAsk = Parameters<Payments['charge']>[0]

/** One charge as the gateway keeps it, in a collection of its own. Its key is the idempotency key. */
export const sandboxCharge = z.strictObject({
  _id: z.string(),
  version: z.int(),
  ask: z.strictObject({
    key: z.string(),
    money,
    methodId: z.string(),
    customer: z.string(),
    orderId: z.string(),
    unattended: z.boolean(),
    about: z.record(z.string(), z.string()).optional(),
    title: z.string().optional(),
  }),
  /** `unseen`: the call got lost on its way here. `canceled` holds for ever, also for a key that was never used. */
  state: z.enum(['succeeded', 'processing', 'needs_customer', 'declined', 'canceled', 'unseen']),
  taken: money.optional(),
  decline: z.strictObject({ code: z.string(), retryable: z.boolean() }).optional(),
  settlesAt: instant.optional(),
  /** When the money was taken, and when anything of it last changed; absent in older books. */
  takenAt: instant.optional(),
  movedAt: instant.optional(),
  refunds: z.array(sandboxRefund).max(200),
  /** When the first of its refunds turns by itself. */
  turnsAt: instant.optional(),
  /** Somebody disputes it at their bank. */
  dispute: z.strictObject({ n: z.int().positive(), state: z.enum(DISPUTE_STATES), at: instant.optional() }).optional(),
  /** The event that tells of the last change, and when it is sent again if nobody has taken it. */
  event: z.string().optional(),
  due: instant.optional(),
})
export type SandboxCharge = z.infer<typeof sandboxCharge>

/** How long `processing` takes. */
const PROCESSING = { seconds: 30 }
const CHARGE_ID = 'sch_'

export function chargeIdOf(key: string): string {
  return `${CHARGE_ID}${key}`
}

export function keyOfChargeId(chargeId: string): string {
  return chargeId.slice(CHARGE_ID.length)
}

export function chargeAsked(ask: ChargeAsk, outcome: SandboxOutcome, decline: Decline, now: Temporal.Instant) {
  const charge: SandboxCharge = { _id: ask.key, version: 0, ask: { ...ask }, state: 'succeeded', refunds: [] }
  switch (outcome) {
    case 'decline':
      return { ...charge, state: 'declined' as const, decline }
    case 'needs_customer':
      return { ...charge, state: 'needs_customer' as const }
    case 'processing': {
      const settlesAt = stored(now.add(PROCESSING))
      return { ...charge, state: 'processing' as const, settlesAt, due: settlesAt }
    }
    case 'lost_not_taken':
      return { ...charge, state: 'unseen' as const }
    case 'wrong_amount':
      return { ...charge, taken: { ...ask.money, amount: ask.money.amount + 100 } }
    default:
      return { ...charge, taken: { ...ask.money } }
  }
}

/** The call that got lost comes again and arrives, or what was being processed is through. */
export function succeeded(charge: SandboxCharge): SandboxCharge {
  const { settlesAt: _settlesAt, ...rest } = charge
  return { ...rest, state: 'succeeded', taken: charge.ask.money }
}

export function isSettledBy(charge: SandboxCharge, now: Temporal.Instant): boolean {
  return charge.state === 'processing' && charge.settlesAt !== undefined && charge.settlesAt <= stored(now)
}

export function answeredByBank(charge: SandboxCharge, approves: boolean): SandboxCharge {
  if (charge.state !== 'needs_customer') return charge
  if (approves) return succeeded(charge)
  return { ...charge, state: 'declined', decline: { code: 'authentication_failed', retryable: true } }
}

/** What is taken, or being taken, can't be called back; everything else is closed for good. */
export function canceled(charge: SandboxCharge): SandboxCharge {
  return charge.state === 'needs_customer' || charge.state === 'unseen' ? { ...charge, state: 'canceled' } : charge
}

/** What was taken is disputed, and that ends, and it may be disputed anew; nothing else can be. */
export function disputed(charge: SandboxCharge, state: DisputeState): SandboxCharge {
  const { dispute } = charge
  if (charge.state !== 'succeeded' || dispute?.state === state || (state !== 'open' && !dispute)) return charge
  const n = (dispute?.n ?? 0) + (state === 'open' ? 1 : 0)
  const at = state !== 'open' && dispute?.at ? { at: dispute.at } : {}
  return { ...charge, dispute: { n, state, ...at } }
}

export function resultOf(charge: SandboxCharge): ChargeResult | { status: 'none' } {
  const chargeId = chargeIdOf(charge._id)
  switch (charge.state) {
    case 'succeeded':
      return { status: 'succeeded', chargeId, money: charge.taken ?? charge.ask.money }
    case 'processing':
    case 'needs_customer':
      return { status: charge.state, chargeId }
    case 'declined':
      return { status: 'declined', ...(charge.decline ?? { code: 'generic_decline', retryable: false }), chargeId }
    case 'canceled':
      return { status: 'declined', code: 'canceled', retryable: true }
    case 'unseen':
      return { status: 'none' }
  }
}

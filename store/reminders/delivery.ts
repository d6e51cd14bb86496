import { z } from 'zod'
import { DISPUTE_STATES, type DisputeState } from '../orders/order.ts'
import { locale } from '../values/locale.ts'
import { money } from '../values/money.ts'
import { instant } from '../values/time.ts'

/** Why we write to somebody who hasn't written to us. */
const DELIVERY_KINDS = [
  'reminder',
  'charge-notice',
  'renewed',
  'declined',
  'bank-waits',
  'not-renewed',
  'expired',
  'handed-over',
  'dispute-open',
  'dispute-won',
  'dispute-lost',
  'term-undone',
  'card-gone',
] as const
export type DeliveryKind = (typeof DELIVERY_KINDS)[number]

/** Planned = waiting (sending among them) + sent + failed + skipped + suppressed + unknown. */
export const DELIVERY_STATES = ['waiting', 'sending', 'sent', 'failed', 'skipped', 'suppressed', 'unknown'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** The only ways a delivery goes. Nothing leads from `unknown` to another try: it may have arrived (F44). */
export const DELIVERY_STEPS: Record<DeliveryState, readonly DeliveryState[]> = {
  waiting: ['sending', 'skipped', 'suppressed', 'failed'],
  sending: ['sent', 'failed', 'unknown', 'waiting', 'skipped'],
  sent: [],
  failed: ['waiting'],
  skipped: [],
  suppressed: [],
  unknown: [],
}

/** One message that we started, to one person, and what became of it. The key names the effect. */
export const delivery = z.strictObject({
  _id: z.string(),
  version: z.int(),
  /** What it was planned with: `reminders:2026-11-23`, `renewals:2026-11-23`. */
  run: z.string(),
  kind: z.enum(DELIVERY_KINDS),
  partnerId: z.string(),
  personId: z.string(),
  subscriptionId: z.string(),
  /** The number of the term that ends, or has ended. */
  term: z.int().positive(),
  /** Days to the end of the term: 60 … 1 before it, -1 … -23 after. */
  step: z.int().optional(),
  orderId: z.string().optional(),
  /** What the message has to explain: a refusal, a decline code, who handed it over. */
  because: z.string().optional(),
  state: z.enum(DELIVERY_STATES),
  /** Why it is where it is: an outcome or a rule, never text of the message. */
  reason: z.string().optional(),
  activityId: z.string().optional(),
  /** The message that told it: one for everything that a person had to hear at that time. */
  message: z.string().optional(),
  /** When the person said that they know. */
  knownAt: instant.optional(),
  /** What was shown, kept as proof of a charge notice (S16, S19). */
  said: z
    .strictObject({
      locale,
      text: z.string(),
      price: money.optional(),
      on: z.string().optional(),
      method: z.string().optional(),
    })
    .optional(),
  plannedAt: instant,
  dueAt: instant,
  endedAt: instant.optional(),
  tries: z.int().nonnegative(),
  /** Who is sending it until when. */
  lease: z.strictObject({ token: z.string(), until: instant }).optional(),
})
export type Delivery = z.infer<typeof delivery>

type Planned = Omit<Delivery, 'version' | 'state' | 'tries' | 'partnerId' | 'subscriptionId'>
type OwnSubscription = { _id: string; partnerId: string }

/** A message that waits for its time, about somebody's subscription. */
export function newDelivery({ _id: subscriptionId, partnerId }: OwnSubscription, planned: Planned): Delivery {
  return { ...planned, partnerId, subscriptionId, version: 1, state: 'waiting', tries: 0 }
}

/** What can't wait for tomorrow's message: everything but the ladder. */
export function isUrgent(delivery: Pick<Delivery, 'kind'>): boolean {
  return delivery.kind !== 'reminder' && delivery.kind !== 'charge-notice'
}

/** The state of a dispute that it tells of; undefined: it tells of something else. */
export function disputeToldBy({ kind }: Pick<Delivery, 'kind'>): DisputeState | undefined {
  return DISPUTE_STATES.find((state) => kind === `dispute-${state}`)
}

/** Of these support hears in any case, and whether or not anybody at the partner does. */
export function isOfDispute(delivery: Pick<Delivery, 'kind'>): boolean {
  return disputeToldBy(delivery) !== undefined
}

/** Why a term was not renewed though its money was taken: support is to decide about it. */
export const PARKED = 'parked'

/** Why a term is not renewed by itself: the partner has asked support to cancel it, and that is open (S21). */
export const ASKED_TO_CANCEL = 'asked-to-cancel'

/** How many of a run stand where; they add up to `planned`. */
export type Tally = Record<Exclude<DeliveryState, 'sending'> | 'planned', number>

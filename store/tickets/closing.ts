import { hasStarted, isLive, type Subscription } from '../subscriptions/subscription.ts'
import { CLOSE_REASONS, type CloseReason, type Ticket } from './ticket.ts'

/** What a request is about, as it stands today; undefined: no subscription of its partner's. */
export type Standing = Subscription | undefined

/**
 * S21: what a reason says of the record, where it says anything. With it the partner is told so: it closes nothing while it
 * isn't so.
 */
const FACTS: Partial<Record<CloseReason, (ticket: Ticket, subscription: Standing) => boolean>> = {
  'cancelled-now': (_ticket, subscription) => subscription?.state === 'cancelled',
  'ends-with-term': (_ticket, subscription) =>
    subscription !== undefined &&
    (subscription.state === 'expired' ||
      ((subscription.state === 'active' || subscription.state === 'grace') && !subscription.autoRenew)),
  kept: (_ticket, subscription) => subscription !== undefined && hasStarted(subscription) && isLive(subscription),
  'no-answer': ({ waitsFor }) => waitsFor === 'partner',
}

export function isSo(reason: CloseReason, ticket: Ticket, subscription: Standing): boolean {
  return FACTS[reason]?.(ticket, subscription) ?? true
}

/** The reasons that aren't so yet, and that closing with them can make so once it was confirmed. */
const DEEDS = ['cancelled-now', 'ends-with-term'] as const
export type ClosingDeed = (typeof DEEDS)[number]

export function isClosingDeed(reason: string): reason is ClosingDeed {
  return DEEDS.some((each) => each === reason)
}

/** What is to be done first, so that it is so; undefined: it is so already, or can't be made so now. */
export function deedOf(reason: string, ticket: Ticket, subscription: Standing): ClosingDeed | undefined {
  const deed = DEEDS.find((each) => each === reason)
  if (!deed || isSo(deed, ticket, subscription)) return undefined
  if (!subscription || !hasStarted(subscription) || !isLive(subscription)) return undefined
  // What waits for the bank has no end by itself.
  return deed === 'ends-with-term' && subscription.state === 'frozen' ? undefined : deed
}

/** The reasons that a request can be closed with now. */
export function closeReasonsOf(ticket: Ticket, subscription: Standing): { reason: CloseReason; does: boolean }[] {
  return CLOSE_REASONS.flatMap((reason): { reason: CloseReason; does: boolean }[] => {
    if (isSo(reason, ticket, subscription)) return [{ reason, does: false }]
    return deedOf(reason, ticket, subscription) ? [{ reason, does: true }] : []
  })
}

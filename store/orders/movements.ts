import type { Money } from '../values/money.ts'
import { lastAttempt, type Order, takenFor } from './order.ts'
import { refundsOf } from './refunds-of.ts'

/** `taken-back`: the bank has given it back to the cardholder. */
export const MOVEMENTS = ['paid', 'refunded', 'taken-back'] as const
export type MovementKind = (typeof MOVEMENTS)[number]

/** Money that has moved for an order, as our records have it. `id`: the charge's, the refund's or the dispute's. */
export type Movement = { kind: MovementKind; id: string; at: string; money: Money }

/** All money that has moved for an order: what was taken for it, given back, taken back. What is only on its way is not. */
export function movementsOf(order: Order): Movement[] {
  const [paid, money] = [lastAttempt(order), takenFor(order)]
  if (!paid || !money) return []
  const { dispute } = order
  const at = paid.endedAt ?? paid.openedAt
  const back = refundsOf(order).filter(({ state }) => state === 'refunded')
  return [
    { kind: 'paid', id: paid.chargeId ?? paid.key, at, money },
    ...back.map((each) => ({
      ...{ kind: 'refunded' as const, id: each.id, at: each.endedAt ?? each.at, money: each.money },
    })),
    ...(dispute?.state === 'lost'
      ? [
          {
            kind: 'taken-back' as const,
            id: disputeMoveId(paid.chargeId, dispute.id),
            at: dispute.at ?? at,
            money: dispute.money ?? money,
          },
        ]
      : []),
  ]
}

/** When money last moved for it; undefined: none ever has. */
export function lastMovedAt(order: Order): string | undefined {
  return movementsOf(order)
    .map((each) => each.at)
    .toSorted()
    .at(-1)
}

/** The gateway's id of a dispute may be unique within its charge only. */
export function disputeMoveId(chargeId: string | undefined, disputeId: string): string {
  return `${chargeId}/${disputeId}`
}

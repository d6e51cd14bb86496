import { orderIdOf } from '../../orders/attempt.ts'
import { disputeMoveId, type Movement, movementsOf } from '../../orders/movements.ts'
import type { Order } from '../../orders/order.ts'
import type { Difference, Finding } from '../../reconciliation/reconciliation.ts'
import { sameMoney } from '../../values/money.ts'
import type { BookedDispute } from '../gateway-books.ts'
import { sameOn } from './charges.ts'
import { type Comparing, type Day, oweAgain } from './steps.ts'

/** What a dispute on the gateway's books is to ours; what is new is taken up by its job, which asks the gateway itself. */
export async function compareDispute(services: Comparing, day: Day, row: BookedDispute): Promise<Finding[]> {
  const { chargeId, id, state, money } = row
  const order = await services.store.orders.withCharge(chargeId)
  if (!order) return ofUnknown(services, row)
  if (!state) return []
  const ours = movementsOf(order).find((each) => each.id === disputeMoveId(chargeId, id))
  if (state === 'lost' && ours && sameMoney(ours.money, money)) return sameOn(day, ours)
  const isKnown = order.dispute?.id === id && order.dispute.state === state
  if (state !== 'lost') {
    if (!isKnown) await oweAgain(services, 'dispute', chargeId)
    return []
  }
  return [differs(row, order.number, await oweAgain(services, 'dispute', chargeId))]
}

/** Its order may be made anew by now, and its job takes it up then. */
async function ofUnknown(services: Comparing, { chargeId }: BookedDispute): Promise<Finding[]> {
  const charge = await services.payments.books.charge(chargeId)
  const order = charge && (await services.store.orders.get(orderIdOf(charge.key ?? '')))
  if (!order) return [{ is: 'foreign' }]
  await oweAgain(services, 'dispute', chargeId)
  return []
}

function differs(row: BookedDispute, about: string, became: Difference['became']): Finding {
  const { amount, currency } = row.money
  const what = 'dispute-not-here' as const
  const id = `${what}:${disputeMoveId(row.chargeId, row.id)}`
  return {
    is: 'difference',
    gateway: row.money,
    difference: { id, what, kind: 'taken-back', about, amount, currency, became },
  }
}

/** One of ours that the gateway's day doesn't have: it has it on another one, as a rule weeks before, or not at all. */
export async function verifyDispute(services: Comparing, order: Order, ours: Movement): Promise<Finding[]> {
  const { kind, id, money } = ours
  const chargeId = order.attempts.at(-1)?.chargeId ?? ''
  const theirs = await services.payments.findDispute(chargeId)
  const stands = theirs?.state === 'lost' && disputeMoveId(chargeId, theirs.id) === id
  if (stands && sameMoney(theirs.money ?? money, money)) return [{ is: 'other-day', kind, side: 'records', money }]
  const became = await oweAgain(services, 'dispute', chargeId)
  return [missing(order, ours, became)]
}

function missing({ number }: Order, { kind, id, money }: Movement, became: Difference['became']): Finding {
  const what = 'dispute-not-at-gateway' as const
  const { amount, currency } = money
  return {
    is: 'difference',
    records: money,
    difference: { id: `${what}:${id}`, what, kind, about: number, amount: -amount, currency, became },
  }
}

import { orderIdOf } from '../../orders/attempt.ts'
import { disputeMoveId, type Movement, movementsOf } from '../../orders/movements.ts'
import type { Order } from '../../orders/order.ts'
import { chargeOf } from '../../orders/refunds-of.ts'
import type { Difference, Finding } from '../../reconciliation/reconciliation.ts'
import { sameMoney } from '../../values/money.ts'
import type { BookedDispute } from '../gateway-books.ts'
import { sameOn } from './charges.ts'
import { type Comparing, type Day, differs, oweAgain } from './steps.ts'

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
  return [notHere(row, order.number, await oweAgain(services, 'dispute', chargeId))]
}

/** Its order may be made anew by now, and its job takes it up then. */
async function ofUnknown(services: Comparing, { chargeId }: BookedDispute): Promise<Finding[]> {
  const charge = await services.payments.books.charge(chargeId)
  const order = charge && (await services.store.orders.get(orderIdOf(charge.key ?? '')))
  if (!order) return [{ is: 'foreign' }]
  await oweAgain(services, 'dispute', chargeId)
  return []
}

function notHere({ chargeId, id, money }: BookedDispute, about: string, became: Difference['became']): Finding {
  const of = disputeMoveId(chargeId, id)
  return differs({ what: 'dispute-not-here', of, kind: 'taken-back', about, became, gateway: money })
}

/** One of ours that the gateway's day doesn't have: it has it on another one, as a rule weeks before, or not at all. */
export async function verifyDispute(services: Comparing, order: Order, ours: Movement): Promise<Finding[]> {
  const { kind, id, money } = ours
  const chargeId = chargeOf(order) ?? ''
  const theirs = await services.payments.findDispute(chargeId)
  const stands = theirs?.state === 'lost' && disputeMoveId(chargeId, theirs.id) === id
  if (stands && sameMoney(theirs.money ?? money, money)) return [{ is: 'other-day', kind, side: 'records', money }]
  const became = await oweAgain(services, 'dispute', chargeId)
  return [differs({ what: 'dispute-not-at-gateway', of: id, kind, about: order.number, became, records: money })]
}

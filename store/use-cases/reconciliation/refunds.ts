import { orderIdOf } from '../../orders/attempt.ts'
import { type Movement, movementsOf } from '../../orders/movements.ts'
import type { Order } from '../../orders/order.ts'
import { chargeOf } from '../../orders/refunds-of.ts'
import type { Difference, Finding } from '../../reconciliation/reconciliation.ts'
import { sameMoney } from '../../values/money.ts'
import type { BookedRefund } from '../gateway-books.ts'
import { compareCharge, sameOn } from './charges.ts'
import { type Comparing, type Day, differs, isOurs, isWithin, oweAgain } from './steps.ts'

/** What a refund on the gateway's books is to ours, wherever it was begun; the job of its order takes up what is new. */
export async function compareRefund(services: Comparing, day: Day, row: BookedRefund): Promise<Finding[]> {
  const { store } = services
  const known = await store.orders.withCharge(row.chargeId)
  const of = known ? { order: known, key: undefined } : await orderOfUnknown(services, day, row.chargeId)
  if (of === 'foreign') return [{ is: 'foreign' }]
  const counts = row.state === 'refunded'
  if (!of.order) return counts ? [notHere(row, row.chargeId, 'left')] : []
  const { order, key } = of
  // An attempt that was closed before anybody heard of its charge has only its key.
  const attempt = order.attempts.find((each) => each.chargeId === row.chargeId || each.key === key)
  if (attempt?.state === 'failed') return counts ? [{ is: 'stray', kind: 'refunded', money: row.money }] : []
  const ours = movementsOf(order).find((each) => each.kind === 'refunded' && isOf(each, row))
  if (counts && ours && sameMoney(ours.money, row.money)) return sameOn(day, ours)
  if (!counts && !ours) return []
  // What is on its way, or has failed, is no movement of money: ours is wrong, and is counted when our own are read.
  const became = await oweAgain(services, 'refund', order._id)
  return counts ? [notHere(row, order.number, became)] : []
}

/** The charge's order may be on its way to our records, or nothing of ours. */
async function orderOfUnknown(services: Comparing, day: Day, chargeId: string) {
  const charge = await services.payments.books.charge(chargeId)
  if (!charge || !isOurs(charge)) return 'foreign'
  await compareCharge(services, day, charge)
  return { order: await services.store.orders.get(orderIdOf(charge.key ?? '')), key: charge.key }
}

function isOf(ours: Pick<Movement, 'id'>, { id, key }: BookedRefund): boolean {
  return ours.id === id || ours.id === key
}

function notHere({ id, money }: BookedRefund, about: string, became: Difference['became']): Finding {
  return differs({ what: 'refund-not-here', of: id, kind: 'refunded', about, became, gateway: money })
}

/** One of ours that the gateway's day doesn't have: it has it on another one, or not at all. */
export async function verifyRefund(services: Comparing, day: Day, order: Order, ours: Movement): Promise<Finding[]> {
  const chargeId = chargeOf(order) ?? ''
  const theirs = (await services.payments.books.refundsOf(chargeId)).find((each) => isOf(ours, each))
  const { kind, money, id } = ours
  if (theirs?.state === 'refunded' && sameMoney(theirs.money, money)) {
    const mends = [`refund-not-here:${theirs.id}`]
    return isWithin(day, theirs.at) ? [{ is: 'same', kind, id, money, mends }] : [otherDay(ours)]
  }
  const became = await oweAgain(services, 'refund', order._id)
  return [differs({ what: 'refund-not-at-gateway', of: id, kind, about: order.number, became, records: money })]
}

function otherDay({ kind, money }: Movement): Finding {
  return { is: 'other-day', kind, side: 'records', money }
}

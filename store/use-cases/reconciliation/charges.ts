import { orderIdOf } from '../../orders/attempt.ts'
import { type Movement, movementsOf } from '../../orders/movements.ts'
import { isInPayment, type Order } from '../../orders/order.ts'
import type { Difference, Finding } from '../../reconciliation/reconciliation.ts'
import { sameMoney } from '../../values/money.ts'
import type { BookedCharge } from '../gateway-books.ts'
import { takeUpFound } from './found-money.ts'
import { type Comparing, type Day, differs, isOurs, isWithin, oweAgain, oweLook, requestDifference } from './steps.ts'

/** What a charge on the gateway's books is to ours; what a step can mend is owed. */
export async function compareCharge(services: Comparing, day: Day, row: BookedCharge): Promise<Finding[]> {
  const { key } = row
  if (!key || !isOurs(row)) return [{ is: 'foreign' }]
  const order = await services.store.orders.get(orderIdOf(key))
  if (!order) return [notHere(row, 'no-order', key, await takeUpFound(services, row))]
  const attempt = order.attempts.find((each) => each.key === key)
  if (attempt?.state === 'failed') {
    await oweAgain(services, 'stray', key)
    return [{ is: 'stray', kind: 'paid', money: row.money }]
  }
  const paid = attempt?.state === 'succeeded' ? movementsOf(order).find((each) => each.kind === 'paid') : undefined
  if (!paid) return [notHere(row, 'not-paid-here', order.number, await takeUpPaid(services, order, row))]
  if (sameMoney(paid.money, row.money)) return sameOn(day, paid)
  return amountDiffers(services, day, order, paid, row)
}

/** Its payment is on its way to our records, or was forgotten by them. */
async function takeUpPaid(services: Comparing, order: Order, row: BookedCharge): Promise<Difference['became']> {
  const knowsOfIt = isInPayment(order) && order.attempts.at(-1)?.key === row.key
  return knowsOfIt ? oweLook(services, order._id) : takeUpFound(services, row)
}

function notHere(
  { chargeId, money }: BookedCharge,
  what: Difference['what'],
  about: string,
  became: Difference['became'],
): Finding {
  return differs({ what, of: chargeId, kind: 'paid', about, became, gateway: money })
}

/** Both have it; on which day ours has it decides in which column it stands. */
export function sameOn(day: Day, { kind, id, at, money }: Movement): Finding[] {
  return isWithin(day, at) ? [{ is: 'same', kind, id, money }] : [{ is: 'other-day', kind, side: 'gateway', money }]
}

/** Each in its own currency, should these differ. */
async function amountDiffers(services: Comparing, day: Day, order: Order, paid: Movement, row: BookedCharge) {
  const { partnerId, number, _id } = order
  const { chargeId } = row
  const parked = await services.store.tickets.get(`tic-parked-${_id}`)
  const about = { what: 'amount' as const, partnerId, order, about: number, chargeId, day: day.day }
  // Support has it already where it was parked for that.
  const became = parked
    ? 'request'
    : await requestDifference(services, { ...about, gateway: row.money, records: paid.money })
  const ours = isWithin(day, paid.at) ? paid.money : undefined
  const told = { what: 'amount', kind: 'paid', about: number, became } as const
  const theirs = { ...told, of: `${chargeId}:${row.money.currency}`, gateway: row.money }
  if (!ours || ours.currency === row.money.currency) return [differs({ ...theirs, records: ours })]
  return [differs(theirs), differs({ ...told, of: `${chargeId}:${ours.currency}`, records: ours })]
}

/** One of ours that the gateway's day doesn't have: it has it on another one, or not at all. */
export async function verifyCharge(services: Comparing, day: Day, order: Order, ours: Movement): Promise<Finding[]> {
  const { kind, id, money } = ours
  const theirs = await services.payments.books.charge(id)
  if (theirs && sameMoney(theirs.money, money)) {
    const mends = [`not-paid-here:${id}`, `no-order:${id}`]
    return isWithin(day, theirs.at)
      ? [{ is: 'same', kind, id, money, mends }]
      : [{ is: 'other-day', kind, side: 'records', money }]
  }
  const what = theirs ? 'amount' : 'not-at-gateway'
  const about = { partnerId: order.partnerId, order, about: order.number, chargeId: id, day: day.day }
  const became = await requestDifference(services, { ...about, what, gateway: theirs?.money, records: money })
  return [differs({ what, of: id, kind, about: order.number, became, records: money })]
}

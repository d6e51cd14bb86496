import { again } from '../../database/again.ts'
import { orderIdOf } from '../../orders/attempt.ts'
import { isInPayment, type Order } from '../../orders/order.ts'
import { mayStillChange, type Refund } from '../../orders/refund.ts'
import { refundAnswered, refundsFound } from '../../orders/refund-steps.ts'
import { chargeOf, refundsOf } from '../../orders/refunds-of.ts'
import { stored } from '../../values/time.ts'
import { settleUnbegunTerm } from '../renewals/unbegun-term.ts'
import type { Services } from '../services.ts'
import { keepPlace } from './kept-place.ts'
import { tellRefunds } from './refund-news.ts'

const SOON_MS = 600_000
/** After a day without an answer the desk knows; the gateway is asked on. */
const HOURLY = { hours: 1 }
const DAILY = { hours: 24 }
const DAY_MS = 86_400_000

/**
 * The effect of the job `refund:{order}`: asks the gateway for what was written down, each under the key of its try, which
 * it answers alike however often it is asked; looks up how all refunds of the payment stand, those made elsewhere too; then
 * the audit log and the requests hear of it. Can be done again from any point. Gives the instant at which to look again.
 * Of a charge (`refund:{charge}`, what the gateway's events name) it owes that of its order.
 */
export function openRefunds(services: Services) {
  const { store, clock, payments } = services
  const soon = () => stored(clock.now().add({ milliseconds: SOON_MS }))

  return async (about: string): Promise<string | undefined> => {
    const order = await store.orders.get(about)
    if (!order) return ofCharge(about)
    // Paid just now: what becomes of it is written first.
    if (order.state === 'paid') return soon()
    if (!chargeOf(order)) return undefined
    const asked = await askAll(order)
    const found = await lookUp(asked)
    const told = await tellRefunds(services, found)
    await settleUnbegunTerm(services, order._id)
    return nextLook(refundsOf(told))
  }

  async function ofCharge(chargeId: string): Promise<string | undefined> {
    const { key = '' } = (await payments.findRefunds(chargeId)) ?? {}
    const orderId = orderIdOf(key)
    const order = await store.orders.get(orderId)
    // Of another attempt than the one that paid: it has a job of its own.
    if (order?.attempts.some((each) => each.key === key && each.state === 'failed')) {
      await store.jobs.addAgain('stray', key, stored(clock.now()))
      return undefined
    }
    if (order && isInPayment(order)) return soon()
    if (!order || chargeOf(order) !== chargeId) return undefined
    await store.jobs.addAgain('refund', orderId, stored(clock.now()))
    await services.runNow('refund', orderId)
    return undefined
  }

  /** No answer, or one that is still being made: looked up later, and never taken for a no. */
  async function askAll(order: Order): Promise<Order> {
    let latest = order
    const open = refundsOf(order).filter(({ by, state }) => by === 'desk' && (state === 'asked' || state === 'pending'))
    for (const { id, money } of open) {
      const ask = { key: id, chargeId: chargeOf(order) ?? '', money }
      const answer = await payments.refund(ask).catch((error: unknown) => {
        services.report('a refund got no answer', error)
        return { status: 'unknown' } as const
      })
      if (answer.status !== 'unknown')
        latest = await written(order, (each) => refundAnswered(each, id, answer, stored(clock.now())))
    }
    return latest
  }

  /** An outage of the gateway's, however long, ends no watch. */
  async function lookUp(order: Order): Promise<Order> {
    // Just asked, and unanswered: what is still on its way there is not looked for yet.
    if (refundsOf(order).some(({ state, at }) => state === 'asked' && isWithin(SOON_MS, at))) return order
    const found = await payments.findRefunds(chargeOf(order) ?? '').catch((error: unknown) => {
      services.report('refunds cannot be looked up', error)
      return undefined
    })
    if (!found) return order
    return written(order, (each) => refundsFound(each, found.refunds, stored(clock.now())))
  }

  /** Whatever else has been written on it meanwhile, as a dispute: this is what the gateway says. */
  async function written(order: Order, step: (order: Order) => Order): Promise<Order> {
    return again(async () => {
      const latest = (await store.orders.get(order._id)) ?? order
      const after = step(latest)
      return after === latest ? latest : keepPlace(services, latest, after)
    })
  }

  function isWithin(ms: number, at: string): boolean {
    return clock.now().epochMilliseconds - Date.parse(at) < ms
  }

  function nextLook(refunds: Refund[]): string | undefined {
    const now = clock.now()
    const waits = refunds.filter((each) => each.state === 'asked')
    if (waits.some((each) => isWithin(DAY_MS, each.at))) return soon()
    if (waits.length > 0) return stored(now.add(HOURLY))
    return refunds.some((each) => mayStillChange(each, stored(now))) ? stored(now.add(DAILY)) : undefined
  }
}

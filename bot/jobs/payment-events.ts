import { takeUpMethod } from '../../dialogs/ordering/method-page.ts'
import { type Attempt, isInPayment, isOpen, type Order } from '../../store/orders/order.ts'
import { settle } from '../../store/use-cases/orders/settlement.ts'
import type { PaymentEvent, Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { Log } from '../log/log.ts'
import type { OrderNotifications, Tell } from './order-notifications.ts'

const TURN_TELLS_FIRST = { seconds: 10 }

type Parts = { services: Services; tell: Tell; tellNews: OrderNotifications; log: Log }

/**
 * The gateway says that something happened: a reason to go and look, never the state itself. Events come twice, late
 * and in any order, and all end in the same records (F56).
 */
export function openPaymentEvents({ services, tell, tellNews, log }: Parts) {
  const { store, payments, clock } = services

  return async (event: PaymentEvent): Promise<void> => {
    if (event.kind === 'method') await onMethod(event.sessionId)
    if (event.kind === 'charge') await onCharge(event.key)
    if (event.kind === 'dispute') await onDispute(event.chargeId)
  }

  async function onMethod(sessionId: string): Promise<void> {
    const page = await store.methodPages.get(sessionId)
    if (!page || page.takenUpAt) return
    const found = page.orderId ? await store.orders.get(page.orderId) : undefined
    // Its order may be over by now: the method is kept with the company all the same.
    const order = found && isOpen(found) ? found : undefined
    const taken = await takeUpMethod(services, page)
    if (taken.is !== 'added') return
    const { personId } = page
    await tell(
      personId,
      order ? { about: 'method-added', orderId: order._id } : { about: 'method-replaced', sessionId },
    )
  }

  /** By its job, which is owed before it is worked on: nothing of it gets lost with this process. */
  async function onDispute(chargeId: string): Promise<void> {
    await store.jobs.addAgain('dispute', chargeId, stored(clock.now()))
    await services.runNow('dispute', chargeId)
  }

  async function onCharge(key: string): Promise<void> {
    const order = await store.orders.get(key.split(':')[0] ?? '')
    if (!order) return
    const attempt = order.attempts.find((each) => each.key === key)
    if (attempt?.state === 'failed') return refundStray(order, attempt)
    if (!isInPayment(order)) return
    const settled = await settle(services, order._id)
    // Whoever pressed Purchase a moment ago is being answered; if that one has died, the reconciler tells.
    const justAsked = clock.now().subtract(TURN_TELLS_FIRST)
    if (attempt && attempt.openedAt > stored(justAsked)) return
    await tellNews(settled)
  }

  /** Money that came after its attempt was closed for good goes back: none is kept without its order. */
  async function refundStray(order: Order, { key, customer }: Attempt): Promise<void> {
    const found = await payments.findCharge(key, customer)
    if (found.status !== 'succeeded') return
    const refund = await payments.refund({ key: `${key}:stray`, chargeId: found.chargeId, money: found.money })
    // The event is not taken then: the gateway sends it again, and this is tried again.
    if (refund.status === 'failed' || refund.status === 'unknown')
      throw new Error('a payment that came after its attempt was closed is not refunded')
    log.warn({ order: order.number }, 'a payment came after its attempt was closed; refunded')
    const at = stored(clock.now())
    const line = { partnerId: order.partnerId, by: 'payments', what: 'refunded-stray' as const, about: order._id, at }
    await store.audits.add({ _id: `stray:${key}`, ...line, facts: { order: order.number } })
  }
}

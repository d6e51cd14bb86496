import type { JobKind } from '../../store/database/job.ts'
import { orderIdOf } from '../../store/orders/attempt.ts'
import { type Attempt, isInPayment } from '../../store/orders/order.ts'
import { settle } from '../../store/use-cases/orders/settlement.ts'
import type { PaymentEvent, Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { OrderNotifications } from './order-notifications.ts'

const TURN_TELLS_FIRST = { seconds: 10 }

type Parts = { services: Services; tellNews: OrderNotifications }

/**
 * The gateway says that something happened: a reason to go and look, never the state itself. Events come twice, late
 * and in any order, and all end in the same records (F56).
 */
export function openPaymentEvents({ services, tellNews }: Parts) {
  const { store, payments, clock } = services

  return async (event: PaymentEvent): Promise<void> => {
    switch (event.kind) {
      case 'method':
        return onMethod(event.sessionId)
      case 'charge':
        return onCharge(event)
      case 'dispute':
        return owe('dispute', event.chargeId)
      case 'refund':
        return owe('refund', event.chargeId)
      case 'card':
        return onCard(event)
      case 'fraud-warning':
        return owe('fraud-warning', event.chargeId)
      case 'other':
        return
    }
  }

  /** By its job, as what follows: owed before it is worked on, so that nothing of it gets lost with this process. */
  async function onMethod(sessionId: string): Promise<void> {
    if (await store.methodPages.get(sessionId)) await owe('method-page', sessionId)
  }

  /** A detached card names no customer any more. */
  async function onCard({ methodId, customer }: { methodId?: string; customer?: string }): Promise<void> {
    const byMethod = methodId === undefined ? undefined : await store.partners.ofMethod(methodId)
    const partner = byMethod ?? (customer === undefined ? undefined : await store.partners.ofCustomer(customer))
    if (partner) await owe('card', partner._id)
  }

  async function owe(kind: JobKind, about: string): Promise<void> {
    await store.jobs.addAgain(kind, about, stored(clock.now()))
    await services.runNow(kind, about)
  }

  async function onCharge({ key, chargeId }: { key: string; chargeId?: string }): Promise<void> {
    const order = await store.orders.get(orderIdOf(key))
    if (!order) return chargeId === undefined ? undefined : owe('found', chargeId)
    const attempt = order.attempts.find((each) => each.key === key)
    if (attempt?.state === 'failed') return onStray(key, attempt)
    if (!isInPayment(order)) return
    const settled = await settle(services, order._id)
    // Whoever pressed Purchase a moment ago is being answered; if that one has died, the reconciler tells.
    const justAsked = clock.now().subtract(TURN_TELLS_FIRST)
    if (attempt && attempt.openedAt > stored(justAsked)) return
    await tellNews(settled)
  }

  /** Most of these only say that it was declined. */
  async function onStray(key: string, { customer }: Attempt): Promise<void> {
    const found = await payments.findCharge(key, customer)
    if (found.status === 'succeeded') await owe('stray', key)
  }
}

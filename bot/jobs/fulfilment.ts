import type { Services } from '../../dialogs/services.ts'
import { lastAttempt } from '../../store/order.ts'
import { activate } from '../../store/subscription.ts'
import { stored } from '../../store/time.ts'

/** The effect of the job `fulfil:{order}`: what was paid for begins, and the order has its receipt. Idempotent. */
export async function fulfil(services: Services, orderId: string): Promise<void> {
  const { store, clock } = services
  const order = await store.orders.get(orderId)
  const attempt = order && lastAttempt(order)
  if (order?.state !== 'paid' || !attempt || !order.frozen) return
  const now = stored(clock.now())
  if (order.parkedBecause) {
    await store.orders.save(order, { ...order, state: 'parked', untold: 'parked' })
    return
  }
  const place = await store.subscriptions.get(attempt.subscriptionId)
  if (place?.state === 'pending') await store.subscriptions.save(place, activate(place, order.frozen.term))
  // Before the order says that it is done: the job is done again until both are written.
  await store.audits.add({
    _id: `bought:${order._id}`,
    partnerId: order.partnerId,
    by: order.personId,
    what: 'bought',
    about: attempt.subscriptionId,
    facts: {
      order: order.number,
      offer: order.offerId,
      amount: attempt.money.amount,
      currency: attempt.money.currency,
    },
    at: now,
  })
  const receipt = { number: order.number.replace(/^PO/, 'RC'), at: now }
  await store.orders.save(order, {
    ...order,
    state: 'fulfilled',
    subscriptionId: attempt.subscriptionId,
    receipt,
    untold: 'fulfilled',
  })
}

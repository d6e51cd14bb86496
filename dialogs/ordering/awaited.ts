import { isOpen, type Order } from '../../store/orders/order.ts'
import { hasExpired } from '../../store/orders/order-steps.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { Turn } from '../talk/turn.ts'

/** The person's unfinished order, wherever it stands. */
export async function openOrderOf({ store }: Services, { speaker }: Turn): Promise<Order | undefined> {
  return store.orders.openOf(speaker.tenantId, speaker.person._id)
}

/** Whether anything waits for what the person does on a hosted page: their order, or the partner's payment method. */
export async function waitsForPage(services: Services, turn: Turn): Promise<boolean> {
  if (await openOrderOf(services, turn)) return true
  const page = await services.store.methodPages.lastOf(turn.speaker.tenantId, turn.speaker.person._id)
  return page !== undefined && !page.takenUpAt
}

/** Whether what was asked about an order is past: it is over, or the page that it waits for has to be looked at. */
export async function isOutlived({ store, clock }: Services, orderId: string): Promise<boolean> {
  const order = await store.orders.get(orderId)
  if (!order) return true
  return !isOpen(order) || hasExpired(order, stored(clock.now())) || (order.methodPage !== undefined && !order.method)
}

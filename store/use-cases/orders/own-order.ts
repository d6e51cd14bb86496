import type { Order } from '../../orders/order.ts'
import { ok, type Result } from '../../values/result.ts'
import { notTheirs } from '../people/not-theirs.ts'
import type { Speaker } from '../people/speaker.ts'
import type { Services } from '../services.ts'

/** The speaker's own order. Anybody else's, guessed or gone, is "not found", and the try is audited (F25). */
export async function findOwnOrder(services: Services, speaker: Speaker, orderId: string): Promise<Result<Order>> {
  const order = await services.store.orders.get(orderId)
  if (order?.partnerId === speaker.tenantId && order.personId === speaker.person._id) return ok(order)
  return notTheirs(services, speaker, 'order')
}

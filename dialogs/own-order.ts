import type { Order } from '../store/order.ts'
import { ok, type Result, refused } from '../store/result.ts'
import { stored } from '../store/time.ts'
import type { Services } from './services.ts'
import type { Speaker } from './speaker.ts'

/** The speaker's own order. Anybody else's, guessed or gone, is "not found", and the try is audited (F25). */
export async function findOwnOrder(
  { store, clock, newId }: Services,
  speaker: Speaker,
  orderId: string,
): Promise<Result<Order>> {
  const order = await store.orders.get(orderId)
  if (order?.partnerId === speaker.tenantId && order.personId === speaker.person._id) return ok(order)
  const at = stored(clock.now())
  await store.audits.add({
    _id: `refused:${newId()}`,
    partnerId: speaker.tenantId,
    by: speaker.person._id,
    what: 'refused',
    about: 'order',
    at,
  })
  return refused('not-found')
}

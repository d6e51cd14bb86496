import type { Order } from '../../orders/order.ts'
import { hasExpired } from '../../orders/order-steps.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'

/** The order as it stands now: one whose 24 hours are over is written down as that by whoever comes to it first. */
export async function asItStands({ store, clock }: Services, order: Order): Promise<Order> {
  return hasExpired(order, stored(clock.now())) ? store.orders.save(order, { ...order, state: 'expired' }) : order
}

/** The unfinished order that was found, to go on with; undefined: there is none, or its time is over by now. */
export async function unlessExpired(services: Services, found: Order | undefined): Promise<Order | undefined> {
  const standing = found && (await asItStands(services, found))
  return standing?.state === 'expired' ? undefined : standing
}

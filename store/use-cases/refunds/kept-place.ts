import { isDuplicateKey } from '../../database/collection.ts'
import type { Order } from '../../orders/order.ts'
import type { Services } from '../services.ts'

/**
 * Writes an order whose money was back, or seemed to be, and is the partner's no longer. A renewal may have been paid anew
 * meanwhile: then this one is *the* renewal of its term no more, and its money waits for a decision.
 */
export async function keepPlace({ store }: Services, before: Order, after: Order): Promise<Order> {
  try {
    return await store.orders.save(before, after)
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    const { accepted: _accepted, ...rest } = after
    const state = after.state === 'fulfilled' ? 'parked' : after.state
    return store.orders.save(before, { ...rest, state, yielded: true, parkedBecause: 'nothing-to-fulfil' })
  }
}

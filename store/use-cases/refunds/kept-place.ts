import { isDuplicateKey } from '../../database/collection.ts'
import { type Order, UNDONE } from '../../orders/order.ts'
import type { Services } from '../services.ts'

/**
 * Writes an order whose money was back, or seemed to be, and is the partner's no longer. A renewal may have been paid anew
 * meanwhile: then this one is *the* renewal of its term no more, and its money waits for a decision.
 */
export async function keepPlace(services: Services, before: Order, after: Order): Promise<Order> {
  const { store } = services
  try {
    const there = kept(before, after)
    return await store.orders.save(before, (await isUndone(services, before, after)) ? undone(there) : there)
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    const { accepted: _accepted, undone: _undone, ...rest } = after
    const state = after.state === 'fulfilled' ? 'parked' : after.state
    return store.orders.save(before, { ...rest, state, yielded: true, parkedBecause: 'nothing-to-fulfil' })
  }
}

/** The renewal's money is the partner's no longer, and its term is not there any more: it waits for a decision. */
async function isUndone({ store }: Services, before: Order, after: Order): Promise<boolean> {
  if (!wasBack(before) || after.state !== 'fulfilled' || !after.renews) return false
  const subscription = await store.subscriptions.get(after.renews.subscriptionId)
  return (subscription?.term?.number ?? 0) < after.renews.term
}

function wasBack({ state, undone }: Order): boolean {
  return state === 'refunded' || (state === 'refunding' && undone !== undefined)
}

/** Its money is there again: until that is decided nobody pays for the same term. What the bank has taken is not. */
function kept(before: Order, after: Order): Order {
  const isThere = after.state === 'fulfilled' && after.dispute?.state !== 'lost'
  const { undone: _undone, ...rest } = after
  return wasBack(before) && isThere ? rest : after
}

function undone(order: Order): Order {
  const { receipt: _receipt, ...rest } = order
  return { ...rest, state: 'parked', parkedBecause: UNDONE }
}

import { again } from '../../database/again.ts'
import { isDuplicateKey } from '../../database/collection.ts'
import { type Order, takenFor } from '../../orders/order.ts'
import { hasStarted, isLive, renewed, type Subscription, unrenewed } from '../../subscriptions/subscription.ts'
import { sameTerm } from '../../values/term.ts'
import { stored } from '../../values/time.ts'
import { enqueue } from '../reminders/news.ts'
import type { Services } from '../services.ts'
import { todayOf } from '../subscriptions/current-subscriptions.ts'

/**
 * A renewal whose money has gone back before its term has begun (refunded in full, or taken back by the bank): that term is
 * undone, those concerned are told, and it can be paid for anew; the term that runs goes on. If the gateway takes its word
 * back, the term is there again, unless somebody has paid for it meanwhile. Can be done again from any point.
 */
export async function settleUnbegunTerm(services: Services, orderId: string): Promise<void> {
  const { store } = services
  await again(async () => {
    const order = await store.orders.get(orderId)
    const subscription = order?.renews && (await store.subscriptions.get(order.renews.subscriptionId))
    if (!order?.frozen || !subscription || !hasStarted(subscription) || !isLive(subscription)) return
    if (hasGoneBack(order)) await undo(services, order, subscription)
    else if (order.state === 'fulfilled') await redo(services, order, subscription)
  })
}

function hasGoneBack({ state, dispute }: Order): boolean {
  return state === 'refunded' || dispute?.state === 'lost'
}

async function undo(services: Services, order: Order, subscription: Subscription): Promise<void> {
  const { store, clock } = services
  const { term, _id: subscriptionId } = subscription
  const paid = order.frozen?.term
  if (!term || !paid) return
  if (sameTerm(term, paid)) {
    const hasBegun = paid.start <= todayOf(services, subscription).toString()
    const other = await store.orders.renewalOf({ subscriptionId, term: paid.number })
    // Paid for anew by now: it is that order's.
    if (hasBegun || (other && other._id !== order._id)) return
    // The order first: while the term stands nobody can pay for it, so nothing comes in between.
    const marked = order.undone ? order : await store.orders.save(order, { ...order, undone: stored(clock.now()) })
    const off = await store.audits.get(`auto-renew-off:${subscriptionId}:${paid.number - 1}`)
    const before = unrenewed(subscription, off && { by: off.by, since: off.at })
    if (before) await record(services, marked, await store.subscriptions.save(subscription, before))
  } else if (order.undone && term.number === paid.number - 1) await record(services, order, subscription)
}

async function record(services: Services, order: Order, subscription: Subscription): Promise<void> {
  const { _id, partnerId, offerId, area, number, dispute, undone } = order
  const facts = { order: number, offer: offerId, ...(area ? { area } : {}), ...takenFor(order) }
  const line = { partnerId, by: 'payments', what: 'term-undone' as const, about: subscription._id, facts }
  const at = undone ?? stored(services.clock.now())
  await services.store.audits.add({ ...line, _id: `term-undone:${_id}:${at}`, at })
  const because = dispute?.state === 'lost' ? 'dispute' : 'refund'
  const news = { subscription, term: subscription.term?.number ?? 1, orderId: _id, because }
  await enqueue(services, { ...news, kind: 'term-undone', about: `term-undone-${_id}-${at}` })
}

/** Its money is there after all: the same order is the renewal again, and then its term is there. */
async function redo({ store }: Services, order: Order, subscription: Subscription): Promise<void> {
  const { undone, ...rest } = order
  try {
    if (undone) await store.orders.save(order, rest)
  } catch (error) {
    // Another order pays for that term: support reads in the request that this money is there too.
    if (!isDuplicateKey(error)) throw error
    return
  }
  const next = order.frozen && !order.yielded ? renewed(subscription, order.frozen.term) : undefined
  if (next && next !== subscription) await store.subscriptions.save(subscription, next)
}

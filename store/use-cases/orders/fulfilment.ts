import { again } from '../../database/again.ts'
import { type Attempt, GIVEN_UP, lastAttempt, type Order } from '../../orders/order.ts'
import { isWhole } from '../../orders/refunds-of.ts'
import type { Audit } from '../../people/audit.ts'
import { activate, renewed, type Subscription } from '../../subscriptions/subscription.ts'
import type { Term } from '../../values/term.ts'
import { stored } from '../../values/time.ts'
import { issuePapers } from '../papers/issue-papers.ts'
import type { Services } from '../services.ts'
import { recordAutoRenewOff } from '../subscriptions/current-subscriptions.ts'
import { endSilverBesideGold } from '../subscriptions/silver-beside-gold.ts'
import { requestParkedOrder } from '../tickets/opened-requests.ts'
import { placeOf, recordAcceptance, withdrawAcceptance } from './acceptance.ts'

/**
 * The effect of the job `fulfil:{order}`: what was paid for begins, and the order has its receipt. Idempotent: a term is
 * known by its number, an audit entry by its key, and the order says last that it is done.
 */
export async function fulfil(services: Services, orderId: string): Promise<void> {
  await again(() => fulfilOnce(services, orderId))
}

async function fulfilOnce(services: Services, orderId: string): Promise<void> {
  const { store, clock } = services
  const order = await store.orders.get(orderId)
  const attempt = order && lastAttempt(order)
  const accepted = order?.state === 'parked' && (order.accepted !== undefined || isGivenUpWhole(order))
  if (!order || !(order.state === 'paid' || accepted) || !attempt || !order.frozen) return
  if (order.parkedBecause && !accepted) return park(services, order, order.parkedBecause)
  const { term } = order.frozen
  const subscriptionId = await placeOf(services, order, attempt)
  const begun = await begin(services, order, subscriptionId, term)
  // Cancelled or expired while it was being paid: the money is never kept without somebody looking at it.
  if (!begun) return accepted ? withdrawAcceptance(services, order) : park(services, order, 'nothing-to-fulfil')
  await endSilverBesideGold(services, begun)
  const now = stored(clock.now())
  await store.audits.add(paidLine(order, attempt, begun, now))
  await recordAcceptance(services, order, now)
  const receipt = { number: order.number.replace(/^PO/, 'RC'), at: now }
  await store.orders.save(order, {
    ...order,
    state: 'fulfilled',
    subscriptionId: begun._id,
    receipt,
    untold: 'fulfilled',
    lookAt: order.lookAt ?? now,
  })
  // Whoever pays sees it at once; if not now, the round of papers makes it out.
  await issuePapers(services, orderId).catch((error: unknown) => services.report('a paper is not made out', error))
}

/** The subscription with the term that was paid for, written now or before; undefined: there is nothing to write it on. */
async function begin(services: Services, order: Order, subscriptionId: string, term: Term) {
  const { subscriptions } = services.store
  const subscription = await subscriptions.get(subscriptionId)
  if (!subscription) return undefined
  if (!order.renews) {
    if (subscription.state === 'pending') return subscriptions.save(subscription, activate(subscription, term))
    return subscription.term && subscription.orderId === order._id ? subscription : undefined
  }
  const next = renewed(subscription, term)
  if (!next || next === subscription) return next
  await recordAutoRenewOff(services, subscription)
  return subscriptions.save(subscription, next)
}

/** The operator has the failed job done again: nothing else stood in its way, and its money is all there. */
function isGivenUpWhole(order: Order): boolean {
  return order.parkedBecause === GIVEN_UP && isWhole(order)
}

async function park(services: Services, order: Order, parkedBecause: string): Promise<void> {
  // The request first: the job is done again until the order says that it is parked.
  await requestParkedOrder(services, order, parkedBecause)
  await services.store.orders.save(order, { ...order, state: 'parked', untold: 'parked', parkedBecause })
}

function paidLine(
  order: Order,
  { money: asked, taken: money = asked }: Attempt,
  begun: Subscription,
  at: string,
): Audit {
  const { renews, offerId, area, number } = order
  const facts = { order: number, offer: offerId, ...(area ? { area } : {}), ...money }
  const line = { partnerId: order.partnerId, by: order.personId, about: begun._id, at }
  if (!renews) return { ...line, _id: `bought:${order._id}`, what: 'bought', facts }
  const dates = { term: renews.term, ends: order.frozen?.term.end ?? '', autoRenew: true }
  return { ...line, _id: `renewed:${begun._id}:${renews.term}`, what: 'renewed', facts: { ...facts, ...dates } }
}

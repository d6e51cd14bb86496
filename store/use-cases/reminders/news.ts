import { lastAttempt, type Order } from '../../orders/order.ts'
import { isReachable } from '../../people/conversation.ts'
import { type Delivery, type DeliveryKind, isOfDispute, newDelivery, PARKED } from '../../reminders/delivery.ts'
import { nextOpen } from '../../reminders/working-hours.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import { markDelivered } from '../orders/settlement.ts'
import type { Services } from '../services.ts'
import { addressees } from './addressees.ts'
import { enqueueLook } from './unreached.ts'

/** One thing that happened by itself and is to be told to everybody concerned. `about` names it within its term. */
export type News = { kind: DeliveryKind; subscription: Subscription; term: number; about: string } & Partial<
  Pick<Delivery, 'orderId' | 'because'>
>

/**
 * Enqueues the news for each of them, in their working hours; keyed by what happened and to whom, so that whoever notices it
 * again adds nothing. Nobody to be reached is the desk's to know (S16).
 */
export async function enqueue(services: Services, news: News): Promise<void> {
  const { store, clock, hours } = services
  const { kind, subscription, term, about, ...rest } = news
  const now = clock.now()
  const everybody = await addressees(services, subscription.partnerId)
  const run = `renewals:${stored(now).slice(0, 10)}`
  await store.runs.open(run, stored(now))
  for (const { person, zone } of everybody) {
    const _id = `tell:${subscription._id}:${term}:${about}:${person._id}`
    const times = { plannedAt: stored(now), dueAt: stored(nextOpen(now, zone, hours)) }
    const planned = { _id, run, kind, term, personId: person._id, ...rest, ...times }
    await store.deliveries.insert(newDelivery(subscription, planned))
  }
  if (!everybody.some(isReachable) && !isOfDispute(news)) await enqueueLook(services, subscription._id, term)
}

/** What became of an automatic order is everybody's to know: enqueued for each, and by that settled with the order. */
export async function notifyEverybody(services: Services, order: Order): Promise<void> {
  const { untold, renews } = order
  if (!order.automatic || !untold || !renews) return
  const subscription = await services.store.subscriptions.get(renews.subscriptionId)
  const news = subscription && newsOf(order, subscription, renews.term - 1)
  if (news) await enqueue(services, news)
  await markDelivered(services, order._id, untold)
}

function newsOf(order: Order, subscription: Subscription, term: number): News | undefined {
  const attempt = lastAttempt(order)
  const news = { subscription, term, orderId: order._id }
  switch (order.untold) {
    case 'fulfilled':
      return { ...news, kind: 'renewed', about: 'renewed' }
    case 'needs-customer':
      return { ...news, kind: 'bank-waits', about: `bank-waits-${attempt?.n}` }
    case 'declined':
      return { ...news, kind: 'declined', about: `declined-${attempt?.n}`, because: attempt?.declineCode ?? '' }
    case 'parked':
      return { ...news, kind: 'not-renewed', about: 'not-renewed-parked', because: PARKED }
    default:
      return undefined
  }
}

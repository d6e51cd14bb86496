import { ConflictError } from '../../database/collection.ts'
import { gaveWay, giveUp, isGivenUp, recordOutcome } from '../../orders/attempt.ts'
import { type Attempt, lastAttempt, type Order, type OrderState } from '../../orders/order.ts'
import { delivered, reopen } from '../../orders/order-steps.ts'
import { isLive, release } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'
import { askedToCancel } from '../tickets/asked-to-cancel.ts'
import { askedOrLookedUp, closing } from './asking-for-money.ts'
import { noteCardOver } from './card-over.ts'

/** More steps than any order has: a bug ends here instead of going round for ever. */
const MOST_STEPS = 12
const WAITS_FOR_GATEWAY: readonly OrderState[] = ['charging', 'needs-customer', 'unknown']

/**
 * Takes an order as far as it goes now: asks or looks up the gateway, gives a declined order's place back, has a paid
 * one fulfilled. Can be called by anybody at any time and as often as one likes: each step is compare-and-set, and the
 * gateway knows the attempt by its key (F51, F52, F56).
 */
export async function settle(services: Services, orderId: string): Promise<Order> {
  const { orders } = services.store
  for (let step = 0; step < MOST_STEPS; step++) {
    const order = await orders.get(orderId)
    if (!order) throw new Error(`no order ${orderId}`)
    try {
      const next = await advance(services, order)
      if (!next) return order
      const saved = next === order ? order : await orders.save(order, next)
      // The gateway has been asked; asking it again at once would be no news.
      if (WAITS_FOR_GATEWAY.includes(saved.state)) return saved
    } catch (error) {
      // Somebody else took it further meanwhile: look again.
      if (!(error instanceof ConflictError)) throw error
    }
  }
  throw new Error(`order ${orderId} does not settle`)
}

/** The order one step further; undefined when there is nothing to do now. */
async function advance(services: Services, order: Order): Promise<Order | undefined> {
  switch (order.state) {
    case 'charging':
    case 'needs-customer':
    case 'unknown':
      return askGateway(services, order)
    case 'declined':
      await releaseReservation(services, order)
      await noteCardOver(services, order)
      return reopen(order, stored(services.clock.now()))
    case 'paid': {
      // Keyed by the order, so that it is done once, whoever comes first.
      await services.store.jobs.add('fulfil', order._id, stored(services.clock.now()))
      await services.runNow('fulfil', order._id)
      const after = await services.store.orders.get(order._id)
      return after && after.version > order.version ? order : undefined
    }
    default:
      return undefined
  }
}

async function askGateway(services: Services, order: Order): Promise<Order> {
  const attempt = lastAttempt(order)
  if (!attempt) throw new Error(`order ${order._id} is ${order.state} without an attempt`)
  const now = stored(services.clock.now())
  if (await givesWay(services, order)) return withdraw(services, order, attempt, now)
  const outcome = await askedOrLookedUp(services, order, attempt)
  const next = recordOutcome(order, outcome, now)
  if (next.state !== order.state) return next
  if (isGivenUp(order, now)) return closeForGood(services, order, attempt, now)
  return next
}

/** S14, S21, F59: auto-renew was turned off, or the subscription ended, or its partner asked to cancel it, before its automatic renewal was paid. */
async function givesWay({ store }: Services, { automatic, renews }: Order): Promise<boolean> {
  if (!automatic || !renews) return false
  const subscription = await store.subscriptions.get(renews.subscriptionId)
  if (subscription?.term?.number !== renews.term - 1) return false
  if (!subscription.autoRenew || !isLive(subscription)) return true
  return (await askedToCancel({ store }, subscription)) !== undefined
}

/** The gateway says which came first: nothing is taken from now on, or it had been taken and the renewal holds. */
async function withdraw(services: Services, order: Order, attempt: Attempt, now: string): Promise<Order> {
  const next = recordOutcome(order, await closing(services, attempt), now)
  if (next.state !== 'declined') return next
  // Whoever turned it off, or asked to cancel, knows; that nothing was charged is no news to anybody.
  const { untold: _untold, ...quiet } = next
  return gaveWay(quiet)
}

/** A day without an end: nothing may be taken under this attempt from now on (looked up once more while closing it). */
async function closeForGood(services: Services, order: Order, attempt: Attempt, now: string): Promise<Order> {
  const closed = await closing(services, attempt)
  if (closed.state !== 'declined' || order.state === 'charging') return recordOutcome(order, closed, now)
  // An automatic renewal is tried again while grace lasts (S19): for it this was one declined attempt.
  if (order.automatic) return recordOutcome(order, closed, now)
  await releaseReservation(services, order)
  return giveUp(order, now)
}

/** Its buyer has seen this state: there is nothing to be told about it any more. */
export async function markDelivered({ store }: Services, orderId: string, state: OrderState): Promise<void> {
  await store.orders.change(orderId, (order) => delivered(order, state))
}

/** The reservation of the partner's offer is given up (S3). */
async function releaseReservation({ store }: Services, order: Order): Promise<void> {
  const reservation = await store.subscriptions.get(lastAttempt(order)?.subscriptionId ?? '')
  if (reservation?.state === 'pending') await store.subscriptions.save(reservation, release(reservation))
}

import { again } from '../../database/again.ts'
import type { Order } from '../../orders/order.ts'
import { mayBeBeginning } from '../../subscriptions/renewal.ts'
import { beginRenewal, isLive, pendingFor } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'
import { bringUpToDate } from '../subscriptions/current-subscriptions.ts'

/** A colleague's word holds for one's own payment too, while there is time enough left of it. */
const SAID_LATELY_MS = 60_000

/**
 * The subscription that an order's money is for, held before any is asked for, so that of two colleagues one
 * buys (S3); undefined: somebody else has it, or it is over.
 */
export async function reserve(services: Services, order: Order): Promise<string | undefined> {
  return order.renews ? reserveRenewal(services, order.renews) : reservePurchase(services, order)
}

/** The order that has what this one wants: a colleague's, or one's own from another chat. */
export async function reservationHolder({ store }: Services, order: Order): Promise<Order | undefined> {
  if (order.renews) return store.orders.renewalOf(order.renews)
  const taken = await store.subscriptions.liveFor(order.partnerId, order.offerId, order.area)
  return taken ? store.orders.get(taken.orderId) : undefined
}

/** A new reservation, or the one that this order has since a press that died half-way. */
async function reservePurchase(services: Services, order: Order): Promise<string | undefined> {
  const { store, clock, newId } = services
  const reservation = pendingFor(order, `sub-${newId()}`, stored(clock.now()))
  if (await store.subscriptions.insert(reservation)) return reservation._id
  const taken = await store.subscriptions.liveFor(order.partnerId, order.offerId, order.area)
  if (taken?.orderId === order._id && taken.state === 'pending') {
    // Held anew: whoever was about to give back what seemed abandoned loses the race.
    await store.subscriptions.save(taken, { ...taken, createdAt: reservation.createdAt })
    return taken._id
  }
  // What has run out may still stand in the way, if nobody has written it down yet.
  const asOfToday = taken && (await bringUpToDate(services, taken._id))
  if (asOfToday && isLive(asOfToday)) return undefined
  return (await store.subscriptions.insert(reservation)) ? reservation._id : undefined
}

/** Says on the subscription that its next term is about to be paid for, so that nobody ends it unseen meanwhile. */
async function reserveRenewal({ store, clock }: Services, { subscriptionId, term }: NonNullable<Order['renews']>) {
  return again(async () => {
    const subscription = await store.subscriptions.get(subscriptionId)
    if (
      !subscription ||
      !isLive(subscription) ||
      subscription.state === 'frozen' ||
      subscription.term?.number !== term - 1
    )
      return undefined
    const now = stored(clock.now())
    if (!mayBeBeginning(subscription, now, SAID_LATELY_MS))
      await store.subscriptions.save(subscription, beginRenewal(subscription, now))
    return subscriptionId
  })
}

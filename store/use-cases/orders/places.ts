import { again } from '../../database/again.ts'
import type { Order } from '../../orders/order.ts'
import { mayBeBeginning } from '../../subscriptions/renewal.ts'
import { beginRenewal, isLive, pendingFor } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'
import { bringUpToDate } from '../subscriptions/holdings.ts'

/** A colleague's word holds for one's own payment too, while there is time enough left of it. */
const SAID_LATELY_MS = 60_000

/**
 * The subscription that an order's money is for, held before any is asked for, so that of two colleagues one
 * buys (S3); undefined: somebody else has it, or it is over.
 */
export async function holdPlace(services: Services, of: Order): Promise<string | undefined> {
  return of.renews ? placeOfRenewal(services, of.renews) : placeOfPurchase(services, of)
}

/** The order that has what this one wants: a colleague's, or one's own from another chat. */
export async function holderOf({ store }: Services, of: Order): Promise<Order | undefined> {
  if (of.renews) return store.orders.renewalOf(of.renews)
  const taken = await store.subscriptions.liveFor(of.partnerId, of.offerId, of.area)
  return taken ? store.orders.get(taken.orderId) : undefined
}

/** A new pending place, or the one that this order holds since a press that died half-way. */
async function placeOfPurchase(services: Services, of: Order): Promise<string | undefined> {
  const { store, clock, newId } = services
  const place = pendingFor(of, `sub-${newId()}`, stored(clock.now()))
  if (await store.subscriptions.insert(place)) return place._id
  const taken = await store.subscriptions.liveFor(of.partnerId, of.offerId, of.area)
  if (taken?.orderId === of._id && taken.state === 'pending') {
    // Held anew: whoever was about to give back what seemed abandoned loses the race.
    await store.subscriptions.save(taken, { ...taken, createdAt: place.createdAt })
    return taken._id
  }
  // What has run out may still hold the place, if nobody has written it down yet.
  const standing = taken && (await bringUpToDate(services, taken._id))
  if (standing && isLive(standing)) return undefined
  return (await store.subscriptions.insert(place)) ? place._id : undefined
}

/** Says on the subscription that its next term is about to be paid for, so that nobody ends it unseen meanwhile. */
async function placeOfRenewal(
  { store, clock }: Services,
  { subscriptionId, term }: NonNullable<Order['renews']>,
): Promise<string | undefined> {
  return again(async () => {
    const held = await store.subscriptions.get(subscriptionId)
    if (!held || !isLive(held) || held.state === 'frozen' || held.term?.number !== term - 1) return undefined
    const now = stored(clock.now())
    if (!mayBeBeginning(held, now, SAID_LATELY_MS)) await store.subscriptions.save(held, beginRenewal(held, now))
    return subscriptionId
  })
}

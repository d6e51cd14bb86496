import type { Temporal } from 'temporal-polyfill'
import { again } from '../../database/again.ts'
import { isInPayment, type Order } from '../../orders/order.ts'
import { holdsPlace } from '../../orders/refunds-of.ts'
import { asOn, lapse } from '../../subscriptions/lapse.ts'
import { mayBeBeginning } from '../../subscriptions/renewal.ts'
import { autoRenewOffEntry, type Subscription } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'
import { enqueueEndOfTerm } from './end-of-term.ts'

/** Today in the zone of the subscription's term, whoever looks at it (S12). */
export function todayOf({ clock }: Services, subscription: Subscription): Temporal.PlainDate {
  return clock.today(subscription.term?.zone ?? 'UTC')
}

/** What holds the partner's places, as it stands today; pending ones, purchases under way, are among them (S3, S7). */
export async function currentSubscriptions(services: Services, partnerId: string): Promise<Subscription[]> {
  const held = await services.store.subscriptions.heldBy(partnerId)
  return Promise.all(held.map((each) => asToday(services, each)))
}

/**
 * The record as it stands today, also where nobody has written down yet that its term or its grace is over. To be read
 * and shown: what is saved is what `bringUpToDate` gives.
 */
export async function asToday(services: Services, subscription: Subscription): Promise<Subscription> {
  const today = asOn(subscription, todayOf(services, subscription), services.catalogue.graceDays)
  if (today.state !== 'expired' || subscription.state === 'expired') return today
  return (await isPaidFor(services, subscription)) ? { ...subscription, state: 'grace' } : today
}

/** The order that is taking money for the next term just now, whosever it is. */
export async function renewalUnderWay(services: Services, subscription: Subscription): Promise<Order | undefined> {
  const order = await renewalOfNext(services, subscription)
  return order && isInPayment(order) ? order : undefined
}

/** *The* order of the next term, if there is one. */
async function renewalOfNext({ store }: Services, { _id, term }: Subscription): Promise<Order | undefined> {
  return term && store.orders.renewalOf({ subscriptionId: _id, term: term.number + 1 })
}

/** The order that paid for a term of it: the purchase, or the renewal that is paid or being paid. */
export async function orderOfTerm(
  { store }: Services,
  subscription: Subscription,
  number: number,
): Promise<Order | undefined> {
  if (number === 1) return store.orders.get(subscription.orderId)
  return number > 1 ? store.orders.renewalOf({ subscriptionId: subscription._id, term: number }) : undefined
}

/** The orders that paid for its term and for the one before, which may be the one that runs: benefits may wait for either. */
export async function payersOf(services: Services, subscription: Subscription): Promise<Order[]> {
  const number = subscription.term?.number ?? 1
  const orders = await Promise.all([number, number - 1].map((each) => orderOfTerm(services, subscription, each)))
  return orders.flatMap((each) => each ?? [])
}

/**
 * Writes down that a term, or its grace, is over (S13, S18): one step of the table at a time, each with its audit
 * entry. What the end of the term brings is owed before it is written, so that no crash leaves one in grace without its
 * jobs. Changes nothing while there is nothing to write, and never expires a subscription under a payment for it, nor under one that is not decided on. Throws
 * ConflictError if others keep changing it.
 */
export async function bringUpToDate(services: Services, id: string): Promise<Subscription | undefined> {
  const { store, catalogue } = services
  return again(async () => {
    let subscription = await store.subscriptions.get(id)
    while (subscription) {
      await recordLapse(services, subscription)
      await recordAutoRenewOff(services, subscription)
      const next = lapse(subscription, todayOf(services, subscription), catalogue.graceDays)
      if (next === subscription || (next.state === 'expired' && (await isPaidFor(services, subscription))))
        return subscription
      if (subscription.state === 'active') await enqueueEndOfTerm(services, subscription)
      subscription = await store.subscriptions.save(subscription, next)
    }
    return subscription
  })
}

/** After the step, and again whenever it is looked at: a crash between the two leaves no step without its audit entry. */
async function recordLapse({ store, clock }: Services, subscription: Subscription): Promise<void> {
  if (!subscription.term || (subscription.state !== 'grace' && subscription.state !== 'expired')) return
  await store.audits.add({
    _id: `${subscription.state}:${subscription._id}:${subscription.term.number}`,
    partnerId: subscription.partnerId,
    by: 'time',
    what: subscription.state === 'grace' ? 'grace-began' : 'expired',
    about: subscription._id,
    facts: {
      offer: subscription.offerId,
      ...(subscription.area ? { area: subscription.area } : {}),
      term: subscription.term.number,
      ended: subscription.term.end,
    },
    at: stored(clock.now()),
  })
}

/** Who turned auto-renew off stands in the audit log before the record forgets it, also after a crash between the two. */
export async function recordAutoRenewOff({ store }: Services, subscription: Subscription): Promise<void> {
  const line = autoRenewOffEntry(subscription)
  if (line) await store.audits.add(line)
}

/** Money for the next term is on its way, or there and not decided on: nothing expires over that, to be paid for twice. */
async function isPaidFor(services: Services, subscription: Subscription): Promise<boolean> {
  if (mayBeBeginning(subscription, stored(services.clock.now()))) return true
  const order = await renewalOfNext(services, subscription)
  return order !== undefined && (isInPayment(order) || holdsPlace(order))
}

/** Whether money for the next term is, or may be about to be, on its way: not the moment to end the subscription. */
export async function isBeingRenewed(services: Services, subscription: Subscription): Promise<boolean> {
  return (
    mayBeBeginning(subscription, stored(services.clock.now())) ||
    (await renewalUnderWay(services, subscription)) !== undefined
  )
}

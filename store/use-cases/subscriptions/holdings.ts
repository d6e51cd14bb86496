import type { Temporal } from 'temporal-polyfill'
import { again } from '../../database/again.ts'
import { isInPayment, type Order } from '../../orders/order.ts'
import { asOn, lapse } from '../../subscriptions/lapse.ts'
import { mayBeBeginning } from '../../subscriptions/renewal.ts'
import { offLine, type Subscription } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'
import { oweEndOfTerm } from './end-of-term.ts'

/** Today in the zone of the subscription's term, whoever looks at it (S12). */
export function todayOf({ clock }: Services, of: Subscription): Temporal.PlainDate {
  return clock.today(of.term?.zone ?? 'UTC')
}

/** What holds the partner's places, as it stands today; pending ones, purchases under way, are among them (S3, S7). */
export async function heldToday(services: Services, partnerId: string): Promise<Subscription[]> {
  const held = await services.store.subscriptions.heldBy(partnerId)
  return Promise.all(held.map((each) => asToday(services, each)))
}

/**
 * The record as it stands today, also where nobody has written down yet that its term or its grace is over. To be read
 * and shown: what is saved is what `bringUpToDate` gives.
 */
export async function asToday(services: Services, of: Subscription): Promise<Subscription> {
  const standing = asOn(of, todayOf(services, of), services.catalogue.graceDays)
  if (standing.state !== 'expired' || of.state === 'expired') return standing
  return (await isBeingRenewed(services, of)) ? { ...of, state: 'grace' } : standing
}

/** The order that is taking money for the next term just now, whosever it is. */
export async function renewalUnderWay({ store }: Services, of: Subscription): Promise<Order | undefined> {
  if (!of.term) return undefined
  const order = await store.orders.renewalOf({ subscriptionId: of._id, term: of.term.number + 1 })
  return order && isInPayment(order) ? order : undefined
}

/** The order that paid for a term of it: the purchase, or the renewal that is paid or being paid. */
export async function orderOfTerm({ store }: Services, of: Subscription, number: number): Promise<Order | undefined> {
  if (number === 1) return store.orders.get(of.orderId)
  return number > 1 ? store.orders.renewalOf({ subscriptionId: of._id, term: number }) : undefined
}

/**
 * Writes down that a term, or its grace, is over (S13, S18): one step of the table at a time, each with its line in the
 * trail. What the end of the term brings is owed before it is written, so that no crash leaves one in grace without its
 * jobs. Changes nothing while there is nothing to write, and never expires a subscription under a payment for it. Throws
 * ConflictError if others keep changing it.
 */
export async function bringUpToDate(services: Services, id: string): Promise<Subscription | undefined> {
  const { store, catalogue } = services
  return again(async () => {
    let of = await store.subscriptions.get(id)
    while (of) {
      await keepLapseLine(services, of)
      await keepOffLine(services, of)
      const next = lapse(of, todayOf(services, of), catalogue.graceDays)
      if (next === of || (next.state === 'expired' && (await isBeingRenewed(services, of)))) return of
      if (of.state === 'active') await oweEndOfTerm(services, of)
      of = await store.subscriptions.save(of, next)
    }
    return of
  })
}

/** After the step, and again whenever it is looked at: a crash between the two leaves no step without its line. */
async function keepLapseLine({ store, clock }: Services, of: Subscription): Promise<void> {
  if (!of.term || (of.state !== 'grace' && of.state !== 'expired')) return
  await store.audits.add({
    _id: `${of.state}:${of._id}:${of.term.number}`,
    partnerId: of.partnerId,
    by: 'time',
    what: of.state === 'grace' ? 'grace-began' : 'expired',
    about: of._id,
    facts: { offer: of.offerId, ...(of.area ? { area: of.area } : {}), term: of.term.number, ended: of.term.end },
    at: stored(clock.now()),
  })
}

/** Who turned auto-renew off stands in the trail before the record forgets it, also after a crash between the two. */
export async function keepOffLine({ store }: Services, of: Subscription): Promise<void> {
  const line = offLine(of)
  if (line) await store.audits.add(line)
}

/** Whether money for the next term is, or may be about to be, on its way: not the moment to end the subscription. */
export async function isBeingRenewed(services: Services, of: Subscription): Promise<boolean> {
  return mayBeBeginning(of, stored(services.clock.now())) || (await renewalUnderWay(services, of)) !== undefined
}

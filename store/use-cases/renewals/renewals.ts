import { ConflictError, isDuplicateKey } from '../../database/collection.ts'
import { isInPayment, isOpen, type Order } from '../../orders/order.ts'
import { openAttempt } from '../../orders/order-steps.ts'
import { automaticOrder, readyToCharge, tryOn } from '../../subscriptions/automatic-renewal.ts'
import { hasBegun, isLive, type Subscription } from '../../subscriptions/subscription.ts'
import type { Refusal } from '../../values/result.ts'
import { graceEnds } from '../../values/term.ts'
import { stored } from '../../values/time.ts'
import { chargeLimit } from '../orders/charge-limit.ts'
import { holdPlace } from '../orders/places.ts'
import { quote } from '../orders/quote.ts'
import { settle } from '../orders/settlement.ts'
import { enqueue, notifyEverybody } from '../reminders/news.ts'
import type { Services } from '../services.ts'
import { bringUpToDate, renewalUnderWay } from '../subscriptions/holdings.ts'

/** When it is looked at again while the gateway, or a colleague who pays by hand, is at it. */
const SOON = { minutes: 10 }
const DAILY = { hours: 24 }
const MOST_SALTS = 8
/** What stands in the way until the partner or the operator does something: told, and looked at again on the next day of trying. */
const REASONS: readonly Refusal[] = [
  'requirements-unmet',
  'gold-blocks-silver',
  'offer-unavailable',
  'no-price-in-currency',
]

/**
 * The effect of the job `renew:{subscription}:{term}` (S19): one try at the next term's payment, if this is a day for
 * one. Reads everything anew: a method that was changed, auto-renew that was turned off, a renewal by hand, a
 * cancellation all count. Gives the instant at which to look again, until the term is renewed or over.
 */
export function openRenewals(services: Services) {
  const { store, clock, catalogue } = services
  const soon = () => stored(clock.now().add(SOON))

  return async (about: string): Promise<string | undefined> => {
    const [id = '', number = ''] = about.split(':')
    const term = Number(number)
    const held = await bringUpToDate(services, id)
    if (!held?.term || held.term.number !== term - 1 || !isLive(held)) return undefined
    const underWay = await renewalUnderWay(services, held)
    if (underWay) {
      await notifyEverybody(services, await settle(services, underWay._id))
      return soon()
    }
    if (!held.autoRenew) return undefined
    // The bank decides first; when it has, this is looked at at once.
    if (held.state === 'frozen') return stored(clock.now().add(DAILY))
    const order = await theOrder(held, term)
    await notifyEverybody(services, order)
    // Another instance has just begun: what becomes of it is looked at later.
    if (isInPayment(order)) return soon()
    // Paid, parked and maybe refunded by now: nobody is charged for this term again without being there.
    if (!isOpen(order)) return undefined
    const { tryNow, next } = tryOn(held.term, catalogue.graceDays, order, clock.now())
    const again = next && stored(next)
    return tryNow ? ((await attempt(held, order)) ?? again) : again
  }

  /** Undefined: this day's try is over, whatever came of it. */
  async function attempt(held: Subscription, order: Order): Promise<string | undefined> {
    if (!(await holdPlace(services, order))) return soon()
    const [now, partner] = await Promise.all([store.subscriptions.get(held._id), store.partners.get(held.partnerId)])
    if (!now?.autoRenew || !hasBegun(now) || !partner) return undefined
    const today = await quote(services, partner, order)
    if (!today.ok) return REASONS.includes(today.refusal) ? explain(now, today.refusal) : soon()
    if (!partner.method || !partner.customer) return explain(now, 'no-payment-method')
    const { price } = await chargeLimit(services, now, today.value.price)
    if (!price) return explain(now, 'nothing-noticed')
    const ready = readyToCharge(order, partner.method, { ...today.value, price })
    const charging = await open(order, ready, partner.customer, now._id)
    if (!charging) return soon()
    const settled = await settle(services, charging._id)
    await notifyEverybody(services, settled)
    return isOpen(settled) ? undefined : soon()
  }

  /** undefined: somebody else's payment for this term came first. */
  async function open(
    before: Order,
    ready: Order,
    customer: string,
    subscriptionId: string,
  ): Promise<Order | undefined> {
    try {
      const reviewed = await store.orders.save(before, ready)
      const opened = openAttempt(reviewed, customer, subscriptionId, stored(clock.now()))
      return opened.ok ? await store.orders.save(reviewed, opened.value) : undefined
    } catch (error) {
      if (error instanceof ConflictError || isDuplicateKey(error)) return undefined
      throw error
    }
  }

  /** What can't be renewed by itself is not charged either; the reason is told, once a term for each reason (S19). */
  async function explain(subscription: Subscription, because: string): Promise<undefined> {
    const term = subscription.term?.number ?? 1
    await enqueue(services, { kind: 'not-renewed', subscription, term, about: `not-renewed-${because}`, because })
  }

  async function theOrder(held: Subscription, term: number): Promise<Order> {
    const now = stored(clock.now())
    const keepUntil = held.term && graceEnds(held.term, catalogue.graceDays).toZonedDateTime(held.term.zone)
    for (let salt = 0; salt < MOST_SALTS && keepUntil; salt++) {
      const made = automaticOrder(held, term, { salt, now, keepUntil: stored(keepUntil.toInstant()) })
      // Refused, it is another instance's by now, or its number is another order's.
      const kept = (await store.orders.insert(made)) ? made : await store.orders.get(made._id)
      if (kept) return kept
    }
    throw new ConflictError('no number is free for the automatic order')
  }
}

import { billedAtMost } from '../../billing/bill.ts'
import { ConflictError, isDuplicateKey } from '../../database/collection.ts'
import { isInPayment, isOpen, type Order } from '../../orders/order.ts'
import { openAttempt } from '../../orders/order-steps.ts'
import { isCardOver } from '../../people/partner.ts'
import { ASKED_TO_CANCEL } from '../../reminders/delivery.ts'
import { automaticOrder, readyToCharge, tryOn, whileItWaits } from '../../subscriptions/automatic-renewal.ts'
import { hasStarted, isLive, type Subscription } from '../../subscriptions/subscription.ts'
import type { Refusal } from '../../values/result.ts'
import { graceEnds } from '../../values/term.ts'
import { stored } from '../../values/time.ts'
import { chargeLimit } from '../orders/charge-limit.ts'
import { quote } from '../orders/quote.ts'
import { reserve } from '../orders/reservations.ts'
import { settle } from '../orders/settlement.ts'
import { enqueue, notifyEverybody } from '../reminders/news.ts'
import type { Services } from '../services.ts'
import { bringUpToDate, renewalUnderWay, todayOf } from '../subscriptions/current-subscriptions.ts'
import { askedToCancel } from '../tickets/asked-to-cancel.ts'
import { tryAskOf } from './next-try.ts'

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
 * cancellation, and the wish for one (S21), all count. Gives the instant at which to look again, until the term is renewed or over.
 */
export function openRenewals(services: Services) {
  const { store, clock, catalogue } = services
  const soon = () => stored(clock.now().add(SOON))

  return async (about: string): Promise<string | undefined> => {
    const [id = '', number = ''] = about.split(':')
    const term = Number(number)
    const subscription = await bringUpToDate(services, id)
    if (!subscription || !hasStarted(subscription)) return undefined
    if (subscription.term.number !== term - 1 || !isLive(subscription)) return undefined
    const underWay = await renewalUnderWay(services, subscription)
    if (underWay) {
      await notifyEverybody(services, await settle(services, underWay._id))
      return soon()
    }
    if (!subscription.autoRenew) return undefined
    // The bank decides first; when it has, this is looked at at once.
    if (subscription.state === 'frozen') return stored(clock.now().add(DAILY))
    if (await askedToCancel(services, subscription)) {
      await explain(subscription, ASKED_TO_CANCEL)
      return stored(whileItWaits(subscription.term, catalogue.graceDays, clock.now()))
    }
    const order = await theOrder(subscription, term)
    await notifyEverybody(services, order)
    // Another instance has just begun: what becomes of it is looked at later.
    if (isInPayment(order)) return soon()
    // Paid, parked and maybe refunded by now: nobody is charged for this term again without being there.
    if (!isOpen(order)) return undefined
    const partner = await store.partners.get(subscription.partnerId)
    const { tryNow, next } = tryOn(tryAskOf(services, subscription, order, partner))
    const again = next && stored(next)
    return tryNow ? ((await attempt(subscription, order)) ?? again) : again
  }

  /** Undefined: this day's try is over, whatever came of it. */
  async function attempt(subscription: Subscription, order: Order): Promise<string | undefined> {
    if (!(await reserve(services, order))) return soon()
    const [now, partner] = await Promise.all([
      store.subscriptions.get(subscription._id),
      store.partners.get(subscription.partnerId),
    ])
    if (!now?.autoRenew || !hasStarted(now) || !partner) return undefined
    const today = await quote(services, partner, order)
    if (!today.ok) return REASONS.includes(today.refusal) ? explain(now, today.refusal) : soon()
    if (!partner.method || !partner.customer) return explain(now, 'no-payment-method')
    // Asked for another one on each day on which it would have been tried.
    if (isCardOver(partner, partner.method)) return explain(now, 'card-over', todayOf(services, now).toString())
    const { price } = await chargeLimit(services, now, today.value.price)
    if (!price) return explain(now, 'nothing-noticed')
    const ready = readyToCharge(order, partner.method, { ...today.value, ...billedAtMost(today.value, price) })
    const charging = await open(order, ready, partner.customer, now._id)
    if (!charging) return soon()
    const settled = await settle(services, charging._id)
    await notifyEverybody(services, settled)
    return isOpen(settled) ? undefined : soon()
  }

  /** undefined: somebody else's payment for this term came first. */
  async function open(before: Order, ready: Order, customer: string, subscriptionId: string) {
    try {
      const reviewed = await store.orders.save(before, ready)
      const opened = openAttempt(reviewed, customer, subscriptionId, stored(clock.now()))
      return opened.ok ? await store.orders.save(reviewed, opened.value) : undefined
    } catch (error) {
      if (error instanceof ConflictError || isDuplicateKey(error)) return undefined
      throw error
    }
  }

  /** What can't be renewed by itself is not charged either; the reason is told, once a term for each reason (S19), or each day of it. */
  async function explain(subscription: Subscription, because: string, day?: string): Promise<undefined> {
    const term = subscription.term?.number ?? 1
    const about = ['not-renewed', because, ...(day ? [day] : [])].join('-')
    await enqueue(services, { kind: 'not-renewed', subscription, term, about, because })
  }

  async function theOrder(subscription: Subscription, term: number): Promise<Order> {
    const now = stored(clock.now())
    const keepUntil =
      subscription.term && graceEnds(subscription.term, catalogue.graceDays).toZonedDateTime(subscription.term.zone)
    for (let salt = 0; salt < MOST_SALTS && keepUntil; salt++) {
      const made = automaticOrder(subscription, term, { salt, now, keepUntil: stored(keepUntil.toInstant()) })
      // Refused, it is another instance's by now, or its number is another order's.
      const kept = (await store.orders.insert(made)) ? made : await store.orders.get(made._id)
      if (kept) return kept
    }
    throw new ConflictError('no number is free for the automatic order')
  }
}

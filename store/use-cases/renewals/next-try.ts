import type { Order } from '../../orders/order.ts'
import { isCardOver, type Partner } from '../../people/partner.ts'
import { automaticOrder, type TryAsk, tryOn } from '../../subscriptions/automatic-renewal.ts'
import type { StartedSubscription } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'

/** What the days of trying follow from, as it stands now. */
export function tryAskOf(
  { catalogue, retries, clock }: Services,
  { term }: StartedSubscription,
  order: Order | undefined,
  partner: Partner | undefined,
): TryAsk {
  const { method, methodAddedAt: since } = partner ?? {}
  const card = method && { id: method.id, since }
  return { term, graceDays: catalogue.graceDays, retries, order, card, now: clock.now() }
}

/**
 * The civil date on which an automatic renewal is tried again (S19); undefined: that was the last time, or the card on file
 * can't be charged any more.
 */
export function nextTryOf(
  services: Services,
  subscription: StartedSubscription,
  order: Order | undefined,
  partner: Partner | undefined,
): string | undefined {
  if (!subscription.autoRenew || !partner || isCardOver(partner, partner.method)) return undefined
  const { next } = tryOn(tryAskOf(services, subscription, order, partner))
  return next?.toZonedDateTimeISO(subscription.term.zone).toPlainDate().toString()
}

/** The same, as the renewal of the next term stands now. */
export async function nextTryToday(services: Services, subscription: StartedSubscription): Promise<string | undefined> {
  const { store, clock } = services
  const now = stored(clock.now())
  const { _id } = automaticOrder(subscription, subscription.term.number + 1, { salt: 0, now, keepUntil: now })
  const [order, partner] = await Promise.all([store.orders.get(_id), store.partners.get(subscription.partnerId)])
  return nextTryOf(services, subscription, order, partner)
}

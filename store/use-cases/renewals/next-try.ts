import type { Order } from '../../orders/order.ts'
import { tryOn } from '../../subscriptions/automatic-renewal.ts'
import type { StartedSubscription } from '../../subscriptions/subscription.ts'
import type { Services } from '../services.ts'

/** The civil date on which an automatic renewal is tried again; undefined: that was the last time (S19). */
export function nextTryOf(
  { catalogue, clock }: Services,
  subscription: StartedSubscription,
  order: Order | undefined,
): string | undefined {
  const { next } = tryOn(subscription.term, catalogue.graceDays, order, clock.now())
  return subscription.autoRenew ? next?.toZonedDateTimeISO(subscription.term.zone).toPlainDate().toString() : undefined
}

/** The same, as the renewal of the next term stands now. */
export async function nextTryToday(services: Services, subscription: StartedSubscription): Promise<string | undefined> {
  const order = await services.store.orders.renewalOf({
    subscriptionId: subscription._id,
    term: subscription.term.number + 1,
  })
  return nextTryOf(services, subscription, order)
}

import type { Order } from '../../orders/order.ts'
import { tryOn } from '../../subscriptions/automatic-renewal.ts'
import type { Begun } from '../../subscriptions/subscription.ts'
import type { Services } from '../services.ts'

/** The civil date on which an automatic renewal is tried again; undefined: that was the last time (S19). */
export function nextTryOf({ catalogue, clock }: Services, of: Begun, order: Order | undefined): string | undefined {
  const { next } = tryOn(of.term, catalogue.graceDays, order, clock.now())
  return of.autoRenew ? next?.toZonedDateTimeISO(of.term.zone).toPlainDate().toString() : undefined
}

/** The same, as the renewal of the next term stands now. */
export async function nextTryToday(services: Services, of: Begun): Promise<string | undefined> {
  const order = await services.store.orders.renewalOf({ subscriptionId: of._id, term: of.term.number + 1 })
  return nextTryOf(services, of, order)
}

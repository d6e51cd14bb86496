import type { Services } from '../services.ts'
import { requestFraudWarning } from '../tickets/opened-requests.ts'

/**
 * The effect of the job `fraud-warning:{charge}`: the card's network has heard from the cardholder's bank that this payment may
 * be fraud. Most of these end in a dispute, and a refund before it saves its fee: support has one request for it
 * (docs.stripe.com/disputes/prevention/fraud-types, early fraud warnings). Nothing changes for the partner by itself.
 */
export function openFraudWarnings(services: Services) {
  return async (chargeId: string): Promise<undefined> => {
    const charge = await services.payments.books.charge(chargeId)
    const order = charge && (await services.store.orders.withCharge(charge.chargeId))
    // What has gone back, or is disputed already, needs no warning any more.
    if (order && order.state !== 'refunded' && !order.dispute) await requestFraudWarning(services, order)
  }
}

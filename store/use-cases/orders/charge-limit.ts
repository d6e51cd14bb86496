import { lastAttempt } from '../../orders/order.ts'
import { mostToCharge } from '../../reminders/most-to-charge.ts'
import type { StartedSubscription } from '../../subscriptions/subscription.ts'
import type { Money } from '../../values/money.ts'
import type { Services } from '../services.ts'
import { orderOfTerm } from '../subscriptions/current-subscriptions.ts'

/** What may be taken by itself for the next term (S19); `noticed`: a notice has said so, it isn't only what was paid last. */
export type ChargeLimit = { price: Money | undefined; noticed: boolean }

/** Of today's price never more than the last delivered notice said; none delivered, at most the last receipt (S19). */
export async function chargeLimit(
  services: Services,
  subscription: StartedSubscription,
  today: Money,
): Promise<ChargeLimit> {
  const { number } = subscription.term
  const notices = await services.store.deliveries.notices(subscription._id, number)
  const order = await orderOfTerm(services, subscription, number)
  const paid = order && lastAttempt(order)
  const receipt = paid?.state === 'succeeded' ? paid.money : undefined
  return { price: mostToCharge(today, notices, receipt), noticed: notices.some((each) => each.state === 'sent') }
}

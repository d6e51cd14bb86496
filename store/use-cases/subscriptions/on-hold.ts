import { waitsFor } from '../../subscriptions/dispute.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import type { Services } from '../services.ts'
import { payersOf, todayOf } from './current-subscriptions.ts'

/** On hold (F59), and the bank has nothing left to decide: it has taken back what paid for the term that runs. */
export async function isReversed(services: Services, subscription: Subscription): Promise<boolean> {
  const { state, term } = subscription
  if (state !== 'frozen' || !term) return false
  const today = todayOf(services, subscription)
  const waited = (await payersOf(services, subscription)).filter((each) => waitsFor(each, subscription, today))
  return waited.length > 0 && waited.every(({ dispute }) => dispute?.state === 'lost')
}

import { Temporal } from 'temporal-polyfill'
import { firstTryAt } from '../../subscriptions/automatic-renewal.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'

/**
 * Owes what the end of its term brings: the lapse, and the renewal where that is automatic (S18, S19). Keyed by the term,
 * so that whoever comes to it first, or again, owes each once.
 */
export async function enqueueEndOfTerm({ store }: Services, subscription: Subscription): Promise<void> {
  if (!subscription.term) return
  const { number, end, zone } = subscription.term
  const ended = Temporal.PlainDate.from(end).toZonedDateTime(zone).toInstant()
  await store.jobs.add('lapse', `${subscription._id}:${number}`, stored(ended))
  if (subscription.autoRenew)
    await store.jobs.add('renew', `${subscription._id}:${number + 1}`, stored(firstTryAt(subscription.term)))
}

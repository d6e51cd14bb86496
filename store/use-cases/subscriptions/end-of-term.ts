import { Temporal } from 'temporal-polyfill'
import { firstTryAt } from '../../subscriptions/automatic-renewal.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'

/**
 * Owes what the end of its term brings: the lapse, and the renewal where that is automatic (S18, S19). Keyed by the term,
 * so that whoever comes to it first, or again, owes each once.
 */
export async function oweEndOfTerm({ store }: Services, of: Subscription): Promise<void> {
  if (!of.term) return
  const { number, end, zone } = of.term
  const ended = Temporal.PlainDate.from(end).toZonedDateTime(zone).toInstant()
  await store.jobs.add('lapse', `${of._id}:${number}`, stored(ended))
  if (of.autoRenew) await store.jobs.add('renew', `${of._id}:${number + 1}`, stored(firstTryAt(of.term)))
}

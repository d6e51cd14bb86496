import { hasStarted } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'
import { currentSubscriptions } from '../subscriptions/current-subscriptions.ts'

/**
 * Another card is on file: whatever renewal of the company's was declined looks at its days of trying anew, since the day
 * after this is one of them (S19). Can be done again.
 */
export async function tryNewCard(services: Services, partnerId: string): Promise<void> {
  const { store, clock } = services
  for (const subscription of await currentSubscriptions(services, partnerId)) {
    if (!hasStarted(subscription) || subscription.state !== 'grace' || !subscription.autoRenew) continue
    await store.jobs.addAgain('renew', `${subscription._id}:${subscription.term.number + 1}`, stored(clock.now()))
  }
}

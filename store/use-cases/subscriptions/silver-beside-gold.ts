import { again } from '../../database/again.ts'
import { isLive, type Subscription, turnOffAutoRenew } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'
import { currentSubscriptions, recordAutoRenewOff } from './current-subscriptions.ts'

/**
 * S3: where Gold of an area runs, Silver of it runs to its end beside it and does not renew. Done after either has begun
 * or was renewed, whichever came first, so that of two payments at once the later one sees the other. Idempotent.
 */
export async function endSilverBesideGold(services: Services, begun: Subscription): Promise<void> {
  const { store, clock, catalogue } = services
  const levelOf = (subscription: Subscription) =>
    catalogue.offers.find((each) => each.id === subscription.offerId)?.level
  const level = levelOf(begun)
  if (level !== 'gold' && level !== 'silver') return
  await again(async () => {
    const here = (await currentSubscriptions(services, begun.partnerId)).filter(
      (each) => each.area === begun.area && isLive(each) && each.term,
    )
    const silver = here.find((each) => levelOf(each) === 'silver')
    const written = silver && (await store.subscriptions.get(silver._id))
    if (!written || !here.some((each) => levelOf(each) === 'gold')) return
    const off = turnOffAutoRenew(written, 'gold', stored(clock.now()))
    await recordAutoRenewOff(services, off === written ? written : await store.subscriptions.save(written, off))
  })
}

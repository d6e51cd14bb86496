import { type Activation, activationId, mayUseBenefits, placeOf } from '../../benefits/benefit.ts'
import { type Given, givenBy } from '../../catalogue/includes.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import type { Services } from '../services.ts'
import { asToday } from '../subscriptions/current-subscriptions.ts'

/** As many subscriptions as are looked through, the newest first. */
const MOST_SUBSCRIPTIONS = 50
const MOST_ACTIVATIONS = 500

/** One benefit that a company can use today, and the subscription through which it has it. */
export type HeldBenefit = Given & { subscription: Subscription; place: string; activation: Activation | undefined }

/** A company's newest subscriptions as they stand today. */
export async function subscriptionsToday(services: Services, partnerId: string): Promise<Subscription[]> {
  const all = await services.store.subscriptions.ofPartner(partnerId, MOST_SUBSCRIPTIONS)
  return Promise.all(all.map((each) => asToday(services, each)))
}

/**
 * Everything that the company can use today, each once, though several of its subscriptions may give it (S5): through the
 * one with which it was activated, or else that of its own offer, or else the newest.
 */
export async function heldBenefits(services: Services, partnerId: string): Promise<HeldBenefit[]> {
  const { store, catalogue } = services
  const [today, activations] = await Promise.all([
    subscriptionsToday(services, partnerId),
    store.benefits.ofPartner(partnerId, 0, MOST_ACTIVATIONS),
  ])
  const activated = new Map(activations.map((each) => [each._id, each]))
  const held = new Map<string, HeldBenefit>()
  for (const subscription of today.filter((each) => mayUseBenefits(each).ok))
    for (const given of givenBy(catalogue, subscription.offerId)) {
      const activation = activated.get(activationId(subscription._id, given.benefit.id))
      const place = placeOf(given, subscription.area)
      const found: HeldBenefit = { ...given, subscription, place, activation }
      const before = held.get(place)
      if (!before || weight(found) > weight(before)) held.set(place, found)
    }
  return [...held.values()]
}

function weight({ activation, origin, subscription }: HeldBenefit): number {
  return activation ? 2 : origin.id === subscription.offerId ? 1 : 0
}

import {
  type Activation,
  activationEntry,
  activationId,
  keyHolders,
  mayUseBenefits,
  newActivation,
  placeOf,
} from '../../benefits/benefit.ts'
import { givenBy } from '../../catalogue/includes.ts'
import type { Benefit, Offer } from '../../catalogue/offer.ts'
import { again } from '../../database/again.ts'
import { ConflictError } from '../../database/collection.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import { ok, type Result, refused } from '../../values/result.ts'
import type { Term } from '../../values/term.ts'
import { stored } from '../../values/time.ts'
import { notTheirs } from '../people/not-theirs.ts'
import { requireRole, type Speaker } from '../people/speaker.ts'
import type { Services } from '../services.ts'
import { asToday } from '../subscriptions/current-subscriptions.ts'
import { heldBenefits } from './held-benefits.ts'

/** One benefit of one subscription of the speaker's company, and what has become of it. */
export type IncludedBenefit = {
  subscription: Subscription
  term: Term
  benefit: Benefit
  /** Whose benefit it is: the subscription's own offer, or one that it includes. */
  origin: Offer
  activation: Activation | undefined
}
export type BenefitRef = { subscriptionId: string; benefitId: string }

/** S23: asked anew at each step, by whoever may buy, for what the company holds today (F25). */
export async function findBenefit(
  services: Services,
  speaker: Speaker,
  ref: BenefitRef,
): Promise<Result<IncludedBenefit>> {
  const { store, catalogue } = services
  const may = requireRole(speaker, 'purchaser')
  if (!may.ok) return may
  const kept = await store.subscriptions.get(ref.subscriptionId)
  if (kept?.partnerId !== speaker.tenantId) return notTheirs(services, speaker, 'benefit')
  const pressed = await asToday(services, kept)
  const given = givenBy(catalogue, pressed.offerId).find((each) => each.benefit.id === ref.benefitId)
  if (!given) return notTheirs(services, speaker, 'benefit')
  const usable = mayUseBenefits(pressed)
  if (!usable.ok) return usable
  // Another of their subscriptions may give it too, and have it by now: it is the same one (S5).
  const place = placeOf(given, pressed.area)
  const held = (await heldBenefits(services, speaker.tenantId)).find((each) => each.place === place)
  const { subscription, origin, benefit } = held ?? { ...given, subscription: pressed }
  const found = await store.benefits.get(activationId(subscription._id, benefit.id))
  const activation = found && (await prepared(services, found))
  return ok({ subscription, term: subscription.term ?? usable.value, benefit, origin, activation })
}

/** Activates it: once, whoever presses how often and at the same time, through whichever subscription gives it. */
export async function activateBenefit(
  services: Services,
  speaker: Speaker,
  { subscription, benefit, origin }: IncludedBenefit,
): Promise<Activation> {
  const { store, clock } = services
  const activation = await again(async () => {
    const fresh = newActivation(subscription, { benefit, origin }, speaker.person._id, stored(clock.now()))
    if (await store.benefits.insert(fresh)) return fresh
    const there = (await store.benefits.get(fresh._id)) ?? (await placed(services, fresh))
    if (!there) throw new ConflictError('the activation came and went')
    return there
  })
  return prepared(services, activation)
}

/** Activates all that the company can use and hasn't activated; done again, what is left of it. Gives what it activated. */
export async function activateEach(services: Services, speaker: Speaker): Promise<Activation[]> {
  const done: Activation[] = []
  for (const held of await heldBenefits(services, speaker.tenantId)) {
    const { term } = held.subscription
    if (!held.activation && term) done.push(await activateBenefit(services, speaker, { ...held, term }))
  }
  return done
}

/** Who has its place: through a subscription that still gives it; else the place is given up, and taken anew. */
async function placed(services: Services, { partnerId, place = '' }: Activation): Promise<Activation | undefined> {
  const { store } = services
  const other = await store.benefits.inPlace(partnerId, place)
  const through = other && (await store.subscriptions.get(other.subscriptionId))
  if (through && mayUseBenefits(await asToday(services, through)).ok) return other
  if (!other) return undefined
  const { place: _given, ...rest } = other
  await store.benefits.save(other, rest)
  return undefined
}

/** With its keys, if the pool has them by now; its entry stands in the audit log, also after a crash between the two. */
export async function prepared(
  services: Pick<Services, 'store' | 'clock'>,
  activation: Activation,
): Promise<Activation> {
  const { store, clock } = services
  await store.audits.add(activationEntry(activation))
  if (!activation.waitsForKeys) return activation
  for (const holder of keyHolders(activation)) {
    const key = await store.keyPools.handOut(activation.offerId, activation.benefitId, holder, stored(clock.now()))
    if (!key) return activation
  }
  const { waitsForKeys: _waits, ...ready } = activation
  return store.benefits.save(activation, ready)
}

/** Shows its keys: recorded first, then told. The same keys to everybody of the company, however often. */
export async function revealKeys(
  services: Services,
  { person }: Speaker,
  { activation, benefit }: IncludedBenefit,
): Promise<Result<string[]>> {
  const { store, clock, vault, newId } = services
  if (!activation?.keys || activation.waitsForKeys) return refused('not-found')
  const held = await Promise.all(keyHolders(activation).map((holder) => store.keyPools.heldBy(holder)))
  const keys = held.flatMap((each) => (each ? [vault.open(each.sealed, each._id)] : []))
  const { partnerId, subscriptionId, offerId, area } = activation
  await store.audits.add({
    _id: `revealed:${newId()}`,
    partnerId,
    by: person._id,
    what: 'keys-revealed',
    about: subscriptionId,
    facts: { offer: offerId, ...(area ? { area } : {}), benefit: benefit.id },
    at: stored(clock.now()),
  })
  return ok(keys)
}

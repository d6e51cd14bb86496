import {
  type Activation,
  activationEntry,
  activationId,
  keyHolders,
  mayUseBenefits,
  newActivation,
} from '../../benefits/benefit.ts'
import { type Benefit, findOffer } from '../../catalogue/offer.ts'
import { ConflictError } from '../../database/collection.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import { ok, type Result, refused } from '../../values/result.ts'
import type { Term } from '../../values/term.ts'
import { stored } from '../../values/time.ts'
import { notTheirs } from '../people/not-theirs.ts'
import { requireRole, type Speaker } from '../people/speaker.ts'
import type { Services } from '../services.ts'
import { asToday } from '../subscriptions/current-subscriptions.ts'

/** One benefit of one subscription of the speaker's company, and what has become of it. */
export type IncludedBenefit = {
  subscription: Subscription
  term: Term
  benefit: Benefit
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
  const subscription = await asToday(services, kept)
  const benefit = findOffer(catalogue, subscription.offerId)?.benefits.find((each) => each.id === ref.benefitId)
  if (!benefit) return notTheirs(services, speaker, 'benefit')
  const usable = mayUseBenefits(subscription)
  if (!usable.ok) return usable
  const found = await store.benefits.get(activationId(subscription._id, benefit.id))
  const activation = found && (await prepared(services, found))
  return ok({ subscription, term: usable.value, benefit, activation })
}

/** Activates it: once, whoever presses how often and at the same time. */
export async function activateBenefit(
  services: Services,
  speaker: Speaker,
  benefit: IncludedBenefit,
): Promise<Activation> {
  const { store, clock } = services
  const fresh = newActivation(benefit.subscription, benefit.benefit, speaker.person._id, stored(clock.now()))
  const activation = (await store.benefits.insert(fresh)) ? fresh : await store.benefits.get(fresh._id)
  if (!activation) throw new ConflictError('the activation came and went')
  return prepared(services, activation)
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

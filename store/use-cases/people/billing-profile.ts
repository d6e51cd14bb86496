import { isDeepStrictEqual } from 'node:util'
import type { BuyerParty } from '../../billing/buyer.ts'
import type { Partner } from '../../people/partner.ts'
import { ok, type Result } from '../../values/result.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'
import { requireRole, type Speaker } from './speaker.ts'

/**
 * Keeps whom the company's papers are made out to; what orders have frozen stays (S27). The same given again changes
 * nothing. Throws ConflictError after a lost race: decide again.
 */
export async function giveBillingProfile(
  { store, clock }: Services,
  speaker: Speaker,
  billing: BuyerParty,
): Promise<Result<Partner>> {
  const may = requireRole(speaker, 'billing')
  if (!may.ok) return may
  const { partner, person } = may.value
  await recordBillingProfile({ store }, partner)
  if (isDeepStrictEqual(partner.billing, billing)) return ok(partner)
  const billingGiven = { by: person._id, at: stored(clock.now()), no: (partner.billingGiven?.no ?? 0) + 1 }
  const saved = await store.partners.save(partner, { ...partner, billing, billingGiven })
  await recordBillingProfile({ store }, saved)
  return ok(saved)
}

/** Before the record forgets it, and again whenever it is looked at: a crash leaves no change without its audit entry. */
export async function recordBillingProfile(
  { store }: Pick<Services, 'store'>,
  { _id, billingGiven }: Partner,
): Promise<void> {
  if (!billingGiven) return
  const { by, at, no } = billingGiven
  const what = 'billing-profile-changed' as const
  await store.audits.add({ _id: `billing:${_id}:${no}`, partnerId: _id, by, what, about: _id, at })
}

import { hasStarted, type StartedSubscription } from '../../subscriptions/subscription.ts'
import { ok, type Result } from '../../values/result.ts'
import { notTheirs } from '../people/not-theirs.ts'
import { type Member, requireRole, type Speaker } from '../people/speaker.ts'
import type { Services } from '../services.ts'

/** A subscription of the speaker's company, as it is written. Anybody else's, guessed or gone, is "not found" (F25). */
export async function findOwnSubscription(
  services: Services,
  speaker: Speaker,
  id: string,
): Promise<Result<StartedSubscription>> {
  const found = await services.store.subscriptions.get(id)
  if (found?.partnerId === speaker.tenantId && hasStarted(found)) return ok(found)
  return notTheirs(services, speaker, 'subscription')
}

/** The same for somebody who wants to change it: rights are read at each act, never from a card (F31). */
export async function findToChange(
  services: Services,
  speaker: Speaker,
  id: string,
): Promise<Result<{ member: Member; subscription: StartedSubscription }>> {
  const may = requireRole(speaker, 'purchaser')
  if (!may.ok) return may
  const found = await findOwnSubscription(services, speaker, id)
  return found.ok ? ok({ member: may.value, subscription: found.value }) : found
}

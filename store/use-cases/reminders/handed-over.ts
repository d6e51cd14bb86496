import { isReachable } from '../../people/conversation.ts'
import { hasRole } from '../../people/person.ts'
import type { Services } from '../services.ts'
import { addressee } from './addressees.ts'

/** A term's renewal at a partner, and one of the people who are reminded of it. */
type Theirs = { partnerId: string; subscriptionId: string; term: number; personId: string }

/**
 * Whether a colleague looks after the renewal for this person (S16): whom it was handed to, or handed on to, as long as
 * that one may renew and can be reached. Handed round in a circle, nobody does.
 */
export async function isHandedOver(services: Services, of: Theirs): Promise<boolean> {
  const last = await lastOf(services, of, [of.personId])
  const colleague = last && (await addressee(services, of.partnerId, last))
  if (!colleague || !isReachable(colleague)) return false
  return colleague.person.standing !== 'guest' && hasRole(colleague.person, 'purchaser')
}

/** Who has it at the end; undefined: it was not handed over, or comes round to somebody who had it. */
async function lastOf(services: Services, of: Theirs, before: string[]): Promise<string | undefined> {
  const to = await services.store.handOvers.of(of.subscriptionId, of.term, of.personId)
  if (!to) return before.length > 1 ? of.personId : undefined
  return before.includes(to) ? undefined : lastOf(services, { ...of, personId: to }, [...before, to])
}

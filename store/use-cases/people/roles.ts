import { isReachable } from '../../people/conversation.ts'
import type { Person, Role } from '../../people/person.ts'
import { changeRole, roleEntry } from '../../people/role-change.ts'
import { ok, type Result, refused } from '../../values/result.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'
import { notTheirs } from './not-theirs.ts'
import { requireRole, type Speaker } from './speaker.ts'
import { withStanding } from './standing.ts'

/** More admins than any partner has. */
const MOST_ADMINS = 100

/** A colleague by their number; somebody else's, guessed or erased ones are not found (F25). */
export async function findColleague(services: Services, speaker: Speaker, personId: string): Promise<Result<Person>> {
  const found = await services.store.people.get(personId)
  return found?.partnerId === speaker.tenantId ? ok(found) : notTheirs(services, speaker, 'person')
}

/**
 * S24: an admin gives a role, or takes one by giving less. The speaker's own right is read anew in this turn, and where
 * an admin loses theirs it is held fast until that is written. `self`: the speaker's own record as it is now, from which
 * later writes of the turn begin. Throws ConflictError after a lost race: decide again.
 */
export async function giveRole(
  services: Services,
  speaker: Speaker,
  personId: string,
  to: Role,
): Promise<Result<{ person: Person; self: Person }>> {
  const may = requireRole(speaker, 'admin')
  if (!may.ok) return may
  const found = await findColleague(services, speaker, personId)
  if (!found.ok) return found
  if (found.value.role === to) return ok({ person: found.value, self: speaker.person })
  const person = to === 'viewer' ? found.value : await withStanding(services, found.value)
  if (to !== 'viewer' && person.standing === undefined) return refused('colleague-unknown')
  const given = await setRole(services, { person, to, by: speaker.person._id })
  if (!given.ok) return given
  const self = given.value.find((each) => each._id === speaker.person._id) ?? speaker.person
  return ok({ person: given.value[0], self })
}

/** Writes a role, whoever gives it; gives the records written, the person's own first. Throws ConflictError after a lost race. */
export async function setRole(
  services: Pick<Services, 'store' | 'clock'>,
  ask: { person: Person; to: Role; by: string },
): Promise<Result<[Person, ...Person[]]>> {
  const { store, clock } = services
  const { person, to, by } = ask
  const admins = await store.people.admins(person.partnerId, MOST_ADMINS)
  const changed = changeRole({ target: person, to, by, admins, now: stored(clock.now()) })
  if (!changed.ok) return changed
  const { after, coAdmin } = changed.value
  await recordRole(services, person)
  // Whoever changes the co-admin at the same time loses, and so reads anew who is admin.
  const others = coAdmin ? [await store.people.save(coAdmin, coAdmin)] : []
  const saved = await store.people.save(person, after)
  await recordRole(services, saved)
  return ok([saved, ...others])
}

/** Before the record forgets it, and again whenever it is looked at: a crash leaves no role without its audit entry. */
export async function recordRole({ store }: Pick<Services, 'store'>, person: Person): Promise<void> {
  const line = roleEntry(person)
  if (line) await store.audits.add(line)
}

/** Whether anybody is left who could give roles: an admin whom a message of ours reaches ("Who" of the rules). */
export async function hasReachableAdmin({ store }: Services, partnerId: string): Promise<boolean> {
  for (const admin of await store.people.admins(partnerId)) {
    if (admin.standing === 'guest') continue
    if (isReachable({ chat: await store.conversations.get(admin._id) })) return true
  }
  return false
}

import type { Person, Role } from '../store/person.ts'
import { ok, type Result, refused } from '../store/result.ts'
import { changeRole, roleLine } from '../store/role-change.ts'
import { stored } from '../store/time.ts'
import { notTheirs } from './not-theirs.ts'
import type { Services } from './services.ts'
import { requireRole, type Speaker } from './speaker.ts'

/** More admins than any partner has. */
const MOST_ADMINS = 100

/** A colleague by their number; somebody else's, guessed or erased ones are not found (F25). */
export async function findColleague(services: Services, speaker: Speaker, personId: string): Promise<Result<Person>> {
  const found = await services.store.people.get(personId)
  return found?.partnerId === speaker.tenantId ? ok(found) : notTheirs(services, speaker, 'person')
}

/**
 * S24: an admin gives a role, or takes one by giving less. The speaker's own right is read anew in this turn, and where
 * an admin loses theirs it is held fast until that is written. Throws ConflictError after a lost race: decide again.
 */
export async function giveRole(
  services: Services,
  speaker: Speaker,
  personId: string,
  to: Role,
): Promise<Result<Person>> {
  const { store, clock } = services
  const may = requireRole(speaker, 'admin')
  if (!may.ok) return may
  const found = await findColleague(services, speaker, personId)
  if (!found.ok) return found
  if (found.value.role === to) return found
  const standing = to === 'viewer' ? found.value.standing : await standingOf(services, found.value)
  if (standing === 'unknown') return refused('colleague-unknown')
  const target = { ...found.value, ...(standing ? { standing } : {}) }
  const admins = await store.people.admins(speaker.tenantId, MOST_ADMINS)
  const changed = changeRole({ target, to, by: speaker.person._id, admins, now: stored(clock.now()) })
  if (!changed.ok) return changed
  const { after, witness } = changed.value
  await keepRoleLine(services, found.value)
  if (witness) await holdFast(services, speaker, witness)
  const saved = await store.people.save(found.value, after)
  if (saved._id === speaker.person._id) speaker.person = saved
  await keepRoleLine(services, saved)
  return ok(saved)
}

/** Before the record forgets it, and again whenever it is looked at: a crash leaves no role without its line. */
export async function keepRoleLine({ store }: Services, of: Person): Promise<void> {
  const line = roleLine(of)
  if (line) await store.audits.add(line)
}

/** Whoever changes this record at the same time loses, and so reads anew who is admin. */
async function holdFast({ store }: Services, speaker: Speaker, witness: Person): Promise<void> {
  const held = await store.people.save(witness, witness)
  if (held._id === speaker.person._id) speaker.person = held
}

async function standingOf(services: Services, { _id, standing }: Person): Promise<'member' | 'guest' | 'unknown'> {
  return standing ?? services.standingOf(_id)
}

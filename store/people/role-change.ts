import { ok, type Result, refused } from '../values/result.ts'
import type { Audit } from './audit.ts'
import type { Person, Role } from './person.ts'

/** Who gives whom which role; `admins`: the partner's admins as they were read, the target among them if it is one. */
export type RoleAsk = { target: Person; to: Role; by: string; admins: Person[]; now: string }

/**
 * Guests get no rights, and the last admin keeps theirs. `coAdmin` is an admin whose record must still be as
 * it was read when the target's is written: of two admins who take each other's role at once, one wins.
 */
export function changeRole({ target, to, by, admins, now }: RoleAsk): Result<{ after: Person; coAdmin?: Person }> {
  if (to !== 'viewer' && target.standing === 'guest') return refused('guests-get-no-role')
  const after: Person = {
    ...target,
    role: to,
    roleSince: now,
    roleGiven: { by, at: now, no: (target.roleGiven?.no ?? 0) + 1 },
  }
  if (target.role !== 'admin' || to === 'admin') return ok({ after })
  const others = admins.filter((each) => each._id !== target._id && each.role === 'admin')
  const coAdmin = others.find((each) => each._id === by) ?? others[0]
  return coAdmin ? ok({ after, coAdmin }) : refused('last-admin')
}

/** Who gave the role that somebody has, for the audit log: from the record alone, so that it can be written at any later time. */
export function roleEntry(person: Person): Audit | undefined {
  if (!person.roleGiven) return undefined
  const { by, at, no } = person.roleGiven
  const facts = { role: person.role }
  return {
    _id: `role:${person._id}:${no}`,
    partnerId: person.partnerId,
    by,
    what: 'role-given',
    about: person._id,
    facts,
    at,
  }
}

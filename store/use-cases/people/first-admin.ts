import type { Partner } from '../../people/partner.ts'
import type { Person, Role } from '../../people/person.ts'
import type { Store } from '../../store.ts'

/**
 * Who joined first becomes admin, unless the operator has named admins beforehand; audited. Called by the join and,
 * should the process have died in the middle of it, by that person's next turn.
 */
export async function makeFirstAdmin(store: Store, partner: Partner, person: Person): Promise<Person> {
  if (partner.joinedBy !== person._id || person.roleSince) return person
  const named = await store.people.admins(partner._id)
  const role = named.length > 0 ? person.role : 'admin'
  await recordJoin(store, partner, role)
  return store.people.save(person, { ...person, role, roleSince: partner.joinedAt, standing: 'member' })
}

/** Who joined for the company, and what they may do since. */
export async function recordJoin(
  store: Store,
  { _id, joinedBy: by, joinedAt: at }: Partner,
  role: Role,
): Promise<void> {
  await store.audits.add({ _id: `joined:${_id}`, partnerId: _id, by, what: 'joined', about: _id, facts: { role }, at })
}

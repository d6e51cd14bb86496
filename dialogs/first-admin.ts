import type { Partner } from '../store/partner.ts'
import type { Person } from '../store/person.ts'
import type { Store } from '../store/store.ts'

/**
 * Who joined first becomes admin, audited. Called by the join and, should the process have died in the middle of it, by
 * that person's next turn.
 */
export async function makeFirstAdmin(store: Store, partner: Partner, person: Person): Promise<Person> {
  if (partner.joinedBy !== person._id || person.roleSince) return person
  const line = { partnerId: partner._id, by: person._id, what: 'joined' as const, about: partner._id, at: partner.joinedAt }
  await store.audits.add({ _id: `joined:${partner._id}`, ...line, facts: { role: 'admin' } })
  return store.people.save(person, { ...person, role: 'admin', roleSince: partner.joinedAt, standing: 'member' })
}

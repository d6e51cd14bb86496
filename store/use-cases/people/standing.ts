import type { Person } from '../../people/person.ts'
import { type Timer, within } from '../../values/timer.ts'
import type { Services } from '../services.ts'

/** Nobody waits longer than this, in milliseconds, for what the roster says of a colleague. */
const PATIENCE_MS = 2_000

/** What the roster has said of somebody is kept, also where it is why they were refused. Throws ConflictError after a lost race. */
export async function keepStanding(
  { store }: Pick<Services, 'store'>,
  person: Person,
  standing: 'member' | 'guest' | 'unknown',
): Promise<Person> {
  if (standing === 'unknown' || person.standing === standing || !person.objectId) return person
  return store.people.save(person, { ...person, standing })
}

/** A colleague with the roster's word on them, if it can be had: asked before anybody is offered a right for them (S24). */
export async function withStanding(services: Services, person: Person): Promise<Person> {
  if (person.standing !== undefined) return person
  return keepStanding(services, person, await membershipOf(services, person._id, services.timer))
}

async function membershipOf(
  services: Services,
  personId: string,
  timer: Timer,
): Promise<'member' | 'guest' | 'unknown'> {
  const answer = services.membershipOf(personId).catch(() => 'unknown' as const)
  return within(timer, PATIENCE_MS, answer, () => 'unknown')
}

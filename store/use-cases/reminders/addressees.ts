import { type Conversation, isReachable } from '../../people/conversation.ts'
import type { Partner } from '../../people/partner.ts'
import type { Person } from '../../people/person.ts'
import { knownZone } from '../people/zones.ts'
import type { Services } from '../services.ts'

const A_FEW = 10

/** Somebody who is to be written to, and the chat in which they can be reached, if there is one. */
export type Addressee = { person: Person; zone: string; chat: Conversation | undefined }

/** Purchasers and admins of a partner; guests read only, so they are never asked to renew. */
export async function addressees({ store }: Services, partnerId: string): Promise<Addressee[]> {
  const [partner, buyers] = await Promise.all([store.partners.get(partnerId), store.people.buyers(partnerId)])
  const people = buyers.filter((each) => each.standing !== 'guest')
  return Promise.all(people.map((each) => addressed(store, each, partner)))
}

/** One of the partner's people, whatever they may do; undefined: nobody of theirs. */
export async function addressee(
  { store }: Services,
  partnerId: string,
  personId: string,
): Promise<Addressee | undefined> {
  const [partner, person] = await Promise.all([store.partners.get(partnerId), store.people.get(personId)])
  return person?.partnerId === partnerId ? addressed(store, person, partner) : undefined
}

/** Whether somebody else who may renew can be reached; looked for a few at a time, since mostly the first one can. */
export async function hasColleague(
  { store }: Services,
  { partnerId, _id }: Pick<Person, 'partnerId' | '_id'>,
): Promise<boolean> {
  for (let skip = 0; ; skip += A_FEW) {
    const some = await store.people.buyers(partnerId, { skip, limit: A_FEW })
    for (const each of some) {
      if (each._id === _id || each.standing === 'guest') continue
      if (isReachable({ chat: await store.conversations.get(each._id) })) return true
    }
    if (some.length < A_FEW) return false
  }
}

async function addressed(store: Services['store'], person: Person, partner: Partner | undefined): Promise<Addressee> {
  const chat = await store.conversations.get(person._id)
  // What Teams names need not be a zone that we know.
  const named = [person.zone, chat?.zone, partner?.zone].flatMap((each) => knownZone(each ?? '') ?? [])
  const zone = named[0] ?? 'UTC'
  return { person, zone, chat }
}

/** Who hears an answer to what nobody of the partner asked: an admin before others. */
export async function firstReachable(services: Services, partnerId: string): Promise<Person | undefined> {
  const reachable = (await addressees(services, partnerId)).filter(isReachable).map((each) => each.person)
  return reachable.find((each) => each.role === 'admin') ?? reachable[0]
}

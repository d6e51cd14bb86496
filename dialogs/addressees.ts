import type { Conversation } from '../store/conversation.ts'
import type { Partner } from '../store/partner.ts'
import type { Person } from '../store/person.ts'
import type { Services } from './services.ts'
import { knownZone } from './zones.ts'

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

async function addressed(store: Services['store'], person: Person, partner: Partner | undefined): Promise<Addressee> {
  const chat = await store.conversations.get(person._id)
  // What Teams names need not be a zone that we know.
  const [zone = 'UTC'] = [person.zone, chat?.zone, partner?.zone].flatMap((each) => knownZone(each ?? '') ?? [])
  return { person, zone, chat }
}

export function isReachable({ chat }: Pick<Addressee, 'chat'>): boolean {
  return chat?.installed === true && chat.closedBecause === undefined
}

import type { Conversation } from '../store/conversation.ts'
import type { Person } from '../store/person.ts'
import type { Services } from './services.ts'

/** Somebody who is to be written to, and the chat in which they can be reached, if there is one. */
export type Addressee = { person: Person; zone: string; chat: Conversation | undefined }

/** Purchasers and admins of a partner; guests read only, so they are never asked to renew. */
export async function addressees({ store }: Services, partnerId: string): Promise<Addressee[]> {
  const [partner, buyers] = await Promise.all([store.partners.get(partnerId), store.people.buyers(partnerId)])
  const people = buyers.filter((each) => each.standing !== 'guest')
  return Promise.all(
    people.map(async (person) => {
      const chat = await store.conversations.get(person._id)
      return { person, zone: person.zone ?? chat?.zone ?? partner?.zone ?? 'UTC', chat }
    }),
  )
}

export function isReachable({ chat }: Pick<Addressee, 'chat'>): boolean {
  return chat?.installed === true && chat.closedBecause === undefined
}

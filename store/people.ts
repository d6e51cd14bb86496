import type { Collection } from './collection.ts'
import { type Person, person } from './person.ts'
import { records } from './records.ts'

/** People: everybody who has written to the bot, with their role at their partner. */
export async function openPeople(collection: Collection<Person>) {
  await collection.createIndex({ partnerId: 1, role: 1, firstSeenAt: 1 }, { name: 'of-partner' })
  const people = records(collection, person)
  return {
    get: people.get,
    /** false: known already. */
    insert: people.insert,
    save: people.save,
    async admins(partnerId: string, limit = 20): Promise<Person[]> {
      return people.list({ partnerId, role: 'admin' }, { sort: { firstSeenAt: 1 }, limit })
    },
    async ofPartner(partnerId: string, limit = 100): Promise<Person[]> {
      return people.list({ partnerId }, { sort: { firstSeenAt: 1 }, limit })
    },
  }
}

export type People = Awaited<ReturnType<typeof openPeople>>

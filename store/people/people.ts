import { type Collection, ConflictError } from '../database/collection.ts'
import { type Counter, openCounters } from '../database/counters.ts'
import { records } from '../database/records.ts'
import { entraId, spellings } from '../values/entra-id.ts'
import { type Person, person, personId, type Role } from './person.ts'

/** More than any partner has: every one of them is to be reminded (S16). */
const MOST_BUYERS = 1_000

/** People: everybody who has written to the bot, with their role at their partner. */
export async function openPeople(collection: Collection<Person>, counters: Collection<Counter>) {
  await Promise.all([
    collection.createIndex({ partnerId: 1, objectId: 1 }, { name: 'by-object-id', unique: true }),
    collection.createIndex({ partnerId: 1, role: 1, firstSeenAt: 1 }, { name: 'of-partner' }),
    collection.createIndex({ partnerId: 1, firstSeenAt: 1 }, { name: 'of-partner-by-time' }),
  ])
  const people = records(collection, person)
  const numbers = openCounters(counters)

  /** Somebody by what Entra calls them, in whatever case; undefined: never seen. */
  async function known(partnerId: string, objectId: string): Promise<Person | undefined> {
    const [usual = objectId, ...others] = spellings(objectId)
    const tenants = spellings(partnerId)
    const found = await people.one({ partnerId, objectId: usual })
    if (found || (others.length === 0 && tenants.length === 1)) return found
    return people.one({ partnerId: { $in: tenants }, objectId: { $in: [usual, ...others] } })
  }

  return {
    get: people.get,
    known,
    save: people.save,

    /** Gives somebody new a number; of two who meet the same person at once, both get what is kept. */
    async meet(newcomer: Omit<Person, '_id' | 'version'>): Promise<Person> {
      const { partnerId } = newcomer
      const objectId = entraId(newcomer.objectId)
      const before = await known(partnerId, objectId)
      if (before) return before
      const met: Person = { ...newcomer, objectId, _id: personId(await numbers.next('people')), version: 1 }
      if (await people.insert(met)) return met
      const other = await known(partnerId, objectId)
      if (!other) throw new ConflictError('the person came and went')
      return other
    },

    admins: (partnerId: string, limit = 20) =>
      people.list({ partnerId, role: 'admin' }, { sort: { firstSeenAt: 1 }, limit }),

    /** Everybody who may renew: purchasers and admins, first seen first. */
    async buyers(partnerId: string, { skip = 0, limit = MOST_BUYERS } = {}): Promise<Person[]> {
      const role = { $in: ['purchaser', 'admin'] satisfies Role[] }
      return people.list({ partnerId, role }, { sort: { firstSeenAt: 1 }, skip, limit })
    },

    /** In the order in which they were first seen. */
    ofPartner: (partnerId: string, { skip = 0, limit = 100 } = {}) =>
      people.list({ partnerId }, { sort: { firstSeenAt: 1 }, skip, limit }),

    /** The mapping of a number to a person is gone; what the number did stays in every record. */
    async forget(id: string): Promise<void> {
      await collection.deleteOne({ _id: id })
    },
  }
}

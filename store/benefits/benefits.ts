import type { Collection } from '../database/collection.ts'
import { records } from '../database/records.ts'
import { type Activation, activation } from './benefit.ts'

/** More benefits than any offer has. */
const MOST = 100

/** Benefits that partners have activated. */
export async function openBenefits(collection: Collection<Activation>) {
  await collection.createIndex({ subscriptionId: 1 }, { name: 'of-subscription' })
  await collection.createIndex({ partnerId: 1, at: 1 }, { name: 'of-partner' })
  await collection.createIndex(
    { offerId: 1, benefitId: 1, at: 1 },
    { name: 'waits-for-keys', partialFilterExpression: { waitsForKeys: true } },
  )
  await collection.createIndex(
    { partnerId: 1, place: 1 },
    { name: 'one-of-a-kind', unique: true, partialFilterExpression: { place: { $exists: true } } },
  )
  const activations = records(collection, activation)
  return {
    get: activations.get,
    /** false: somebody of the partner's has activated it already. */
    insert: activations.insert,
    save: activations.save,

    ofSubscription: (subscriptionId: string) => activations.list({ subscriptionId }, { limit: MOST }),

    ofPartner: (partnerId: string, skip: number, limit: number) =>
      activations.list({ partnerId }, { sort: { at: 1 }, skip, limit }),

    /** Who has it at the partner now, through whichever subscription. */
    inPlace: (partnerId: string, place: string) => activations.one({ partnerId, place }),

    /** Activated while the pool was empty; who waits longest comes first. */
    waitingForKeys: (offerId: string, benefitId: string, limit: number) =>
      activations.list({ offerId, benefitId, waitsForKeys: true }, { sort: { at: 1 }, limit }),
  }
}

import { z } from 'zod'
import { type Collection, insertOnce, isDuplicateKey } from '../database/collection.ts'
import { instant } from '../values/time.ts'

/** One of the operator's keys for a benefit, encrypted. Its own key is the vault's mark of it: none is in the pool twice. */
const poolKey = z.strictObject({
  _id: z.string(),
  offerId: z.string(),
  benefitId: z.string(),
  /** What the vault made of it; it opens with this record's own key alone. */
  sealed: z.string(),
  addedAt: instant,
  /** Present exactly until it is handed out. */
  free: z.literal(true).optional(),
  /** Whose it is, for good: a place that an activation names. */
  heldBy: z.string().optional(),
  heldAt: instant.optional(),
})
export type PoolKey = z.infer<typeof poolKey>

/** The operator's keys, in pools per offer and benefit. */
export async function openKeyPools(collection: Collection<PoolKey>) {
  await collection.createIndex(
    { offerId: 1, benefitId: 1, addedAt: 1 },
    { name: 'free-keys', partialFilterExpression: { free: true } },
  )
  await collection.createIndex(
    { heldBy: 1 },
    { name: 'one-key-a-holder', unique: true, partialFilterExpression: { heldBy: { $exists: true } } },
  )

  async function heldBy(holder: string): Promise<PoolKey | undefined> {
    const found = await collection.findOne({ heldBy: holder })
    return found ? poolKey.parse(found) : undefined
  }

  /** Whether a key with one of these marks is in a pool. */
  async function isKnown(marks: readonly string[]): Promise<boolean> {
    return (await collection.findOne({ _id: { $in: [...marks] } })) !== null
  }

  return {
    heldBy,
    isKnown,

    /** false: one of these marks is in a pool already. `marks`: of the same key, by each of the vault's secrets. */
    add: async (key: PoolKey, marks: readonly string[]) =>
      !(await isKnown(marks)) && insertOnce(collection, poolKey.parse(key)),

    /** The holder's key: the one it has, or else a free one, from now on its own. undefined: none is left. */
    async handOut(offerId: string, benefitId: string, holder: string, now: string): Promise<PoolKey | undefined> {
      const held = await heldBy(holder)
      if (held) return held
      try {
        const taken = await collection.findOneAndUpdate(
          { offerId, benefitId, free: true },
          { $set: { heldBy: holder, heldAt: now }, $unset: { free: '' } },
          { returnDocument: 'after', sort: { addedAt: 1 } },
        )
        return taken ? poolKey.parse(taken) : undefined
      } catch (error) {
        // The same holder asked twice at once: the other call got it its one key.
        if (!isDuplicateKey(error)) throw error
        return heldBy(holder)
      }
    },

    /** Free keys of a pool, counted up to `most`. */
    left: (offerId: string, benefitId: string, most = 100_000) =>
      collection.countDocuments({ offerId, benefitId, free: true }, { limit: most }),
  }
}

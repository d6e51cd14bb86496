import type { Collection } from '../database/collection.ts'
import { records } from '../database/records.ts'
import { later } from '../values/time.ts'
import { newReconciliation, type Reconciliation, reconciliation } from './reconciliation.ts'

const STALE_MS = 86_400_000

/** Days on which the gateway's books were, or are being, compared with ours. */
export function openReconciliations(collection: Collection<Reconciliation>) {
  const { get, insert, save } = records(collection, reconciliation)
  return {
    get,

    /** The day's comparison, begun now if it wasn't; `fresh`: anew, unless it is still under way. */
    async begin(day: string, now: string, { fresh, partial }: { fresh: boolean; partial: boolean }) {
      const begun = newReconciliation(day, now, partial)
      const before = await get(day)
      if (!before) return (await insert(begun)) ? begun : ((await get(day)) ?? begun)
      // One that stopped long ago may have come with a backup: what it has counted isn't what stands here.
      const isStale = now >= later(before.startedAt, STALE_MS)
      const isAnew = before.phase === 'done' ? fresh || before.partial : isStale
      return isAnew ? save(before, { ...begun, version: before.version }) : before
    },

    /** Compare-and-set: of two who compare the same day at once each page is counted by one. */
    save,
  }
}

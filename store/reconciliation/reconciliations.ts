import type { Collection } from '../database/collection.ts'
import { records } from '../database/records.ts'
import { type Reconciliation, reconciliation } from './reconciliation.ts'

/** Days on which the gateway's books were, or are being, compared with ours. */
export function openReconciliations(collection: Collection<Reconciliation>) {
  const { get, insert, save } = records(collection, reconciliation)
  return {
    get,

    /** The day's comparison, begun now if it wasn't; `fresh`: anew, unless it is still under way. */
    async begin(day: string, now: string, { fresh, partial }: { fresh: boolean; partial: boolean }) {
      const begun: Reconciliation = {
        ...{
          _id: day,
          version: 1,
          phase: 'charges',
          currencies: {},
          differences: [],
          differing: 0,
          seen: [],
          others: 0,
        },
        ...(partial ? { partial: true } : {}),
        startedAt: now,
      }
      const before = await get(day)
      if (!before) return (await insert(begun)) ? begun : ((await get(day)) ?? begun)
      const isUnderWay = before.phase !== 'done'
      if (isUnderWay || !(fresh || before.partial)) return before
      return save(before, { ...begun, version: before.version })
    },

    /** Compare-and-set: of two who compare the same day at once each page is counted by one. */
    save,
  }
}

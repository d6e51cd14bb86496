import type { Filter } from 'mongodb'
import type { Collection, Document } from './collection.ts'

/**
 * Takes away at most `limit` of what stands at the path `by` until `before`, the oldest first, of those that `where`
 * finds; gives how many it found. The filter stands in each removal too: what was changed meanwhile is not what was
 * found, and stays. Any number may do it at once.
 */
export function pruning<T extends Document>(collection: Collection<T>, by: string, where: Filter<T> = {}) {
  return async (before: string, limit: number): Promise<number> => {
    const filter = { ...where, [by]: { $lte: before } } as Filter<T>
    const found = await collection.find(filter, { sort: { [by]: 1 }, limit }).toArray()
    for (const { _id } of found) await collection.deleteOne({ ...filter, _id } as Filter<T>)
    return found.length
  }
}

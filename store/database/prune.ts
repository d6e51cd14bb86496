import type { Filter } from 'mongodb'
import type { Collection, Document } from './collection.ts'

/**
 * Takes away at most `limit` of what the filter finds, in the order of the path `by`; gives how many it found. The filter
 * stands in each removal too: what was changed meanwhile is not what was found, and stays. Any number may do it at once.
 */
export async function prune<T extends Document>(
  collection: Collection<T>,
  filter: Filter<T>,
  by: string,
  limit: number,
): Promise<number> {
  const found = await collection.find(filter, { sort: { [by]: 1 }, limit }).toArray()
  for (const { _id } of found) await collection.deleteOne({ ...filter, _id } as Filter<T>)
  return found.length
}

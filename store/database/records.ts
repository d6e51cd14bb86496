import type { Filter, UpdateFilter } from 'mongodb'
import type { ZodType } from 'zod'
import { type Collection, ConflictError, insertOnce } from './collection.ts'

/** A record that is changed only by compare-and-set on its version. */
export type Versioned = { _id: string; version: number }

/** The three things that every repository does with its collection; what may be written is the repository's own rule. */
export interface Records<T extends Versioned> {
  get(id: string): Promise<T | undefined>
  one(filter: Filter<T>): Promise<T | undefined>
  list(filter: Filter<T>, options: { sort?: Record<string, 1 | -1>; limit: number; skip?: number }): Promise<T[]>
  /** false: a record with this key, or in this unique place, exists already. */
  insert(record: T): Promise<boolean>
  /** Writes `after` if nobody has written since `before` was read; throws ConflictError otherwise. */
  save(before: T, after: T): Promise<T>
}

/** Hears the key of a record that can't be read. */
export type Unreadable = (id: string) => void

/**
 * `unreadable` hears of records in lists that don't fit their schema (a newer version's, a broken import's). They are left
 * out, and the next ones come in their place, so that they never keep the others waiting; asked for by themselves they
 * throw. A list that is shorter than its limit is whole.
 */
export function records<T extends Versioned>(
  collection: Collection<T>,
  schema: ZodType<T>,
  unreadable: Unreadable = () => undefined,
): Records<T> {
  const readable = (found: T): T[] => {
    const read = schema.safeParse(found)
    if (!read.success) unreadable(found._id)
    return read.success ? [read.data] : []
  }
  const parse = (found: T | null): T | undefined => (found ? schema.parse(found) : undefined)
  return {
    async get(id) {
      return parse(await collection.findOne({ _id: id } as Filter<T>))
    },
    async one(filter) {
      return parse(await collection.findOne(filter))
    },
    async list(filter, { limit, skip = 0, ...sorted }) {
      const list: T[] = []
      for (let from = skip; list.length < limit; ) {
        const wanted = limit - list.length
        const found = await collection.find(filter, { ...sorted, limit: wanted, skip: from }).toArray()
        list.push(...found.flatMap(readable))
        if (found.length < wanted) break
        from += found.length
      }
      return list
    },
    async insert(record) {
      return insertOnce(collection, schema.parse(record))
    },
    async save(before, after) {
      const next = schema.parse({ ...after, version: before.version + 1 })
      const filter = { _id: before._id, version: before.version } as Filter<T>
      const { matchedCount } = await collection.updateOne(filter, changes(before, next))
      if (matchedCount === 0) throw new ConflictError(`the record ${before._id} has changed since it was read`)
      return next
    },
  }
}

/** The update that turns one version of a record into the next: changed fields are set, vanished ones unset. */
function changes<T extends Versioned>(before: T, after: T): UpdateFilter<T> {
  const set = Object.fromEntries(Object.entries(after).filter(([key, value]) => key !== '_id' && value !== undefined))
  const gone = Object.keys(before).filter((key) => !(key in set) && key !== '_id')
  const update = { $set: set, ...(gone.length ? { $unset: Object.fromEntries(gone.map((key) => [key, ''])) } : {}) }
  return update as UpdateFilter<T>
}

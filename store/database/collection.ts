import type { Filter, UpdateFilter } from 'mongodb'

/** Every stored document has a string key of our own making. */
export type Document = { _id: string }

/** Paths and their direction, the first one leading. */
export type Sorting = Readonly<Record<string, 1 | -1>>

/** The part of an index's options that both databases honour. */
export type IndexOptions = { name: string; unique?: boolean; partialFilterExpression?: Record<string, unknown> }

/**
 * The slice of the MongoDB driver's collection that the repositories are written against. In production it is the
 * driver's collection behind a time limit; without a server it is `store/database/embedded/collection.ts`. Filters and updates
 * are MongoDB's own. A filter with an undefined value, which the driver would leave out and so match everything, is a
 * TypeError; so is a limit that is not a whole number from 1 on.
 */
export interface Collection<T extends Document> {
  findOne(filter: Filter<T>): Promise<T | null>
  /** `limit` is not optional: every list has one. */
  find(filter: Filter<T>, options: { sort?: Sorting; limit: number; skip?: number }): { toArray(): Promise<T[]> }
  /** Throws DuplicateKeyError if a unique index already holds the document's key: see `isDuplicateKey`. */
  insertOne(document: T): Promise<unknown>
  updateOne(
    filter: Filter<T>,
    update: UpdateFilter<T>,
    options?: { upsert?: boolean },
  ): Promise<{ matchedCount: number; modifiedCount: number; upsertedCount: number }>
  findOneAndUpdate(
    filter: Filter<T>,
    update: UpdateFilter<T>,
    options: { returnDocument: 'after' | 'before'; upsert?: boolean; sort?: Sorting },
  ): Promise<T | null>
  deleteOne(filter: Filter<T>): Promise<{ deletedCount: number }>
  countDocuments(filter: Filter<T>, options?: { limit?: number }): Promise<number>
  createIndex(spec: Sorting, options: IndexOptions): Promise<string>
}

/** One database, MongoDB or embedded. */
export interface Database {
  collection<T extends Document>(name: string): Collection<T>
  /** Resolves when a read and a write would be served now; throws `StoreUnavailableError` otherwise. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** Somebody else changed the record since it was read. Re-read, decide again. */
export class ConflictError extends Error {
  override name = 'ConflictError'
}

/** The database cannot take reads or writes now (gone, full, read-only). Nothing was acknowledged. */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError'
}

/** A unique index already holds the key. Carries MongoDB's code, never the key's values: they may be personal. */
export class DuplicateKeyError extends Error {
  override name = 'DuplicateKeyError'
  readonly code = 11000

  constructor(collection: string, index: string) {
    super(`the unique index ${index} of ${collection} already holds this key`)
  }
}

/** What lies in the embedded database's folder is not what was written there. Nothing in it was changed. */
export class FolderDamagedError extends StoreUnavailableError {
  override name = 'FolderDamagedError'

  constructor(folder: string, what: string, options?: ErrorOptions) {
    super(
      `The records in the folder ${folder} are damaged: ${what}. Nothing was changed: put back a copy of the folder, or name another one.`,
      options,
    )
  }
}

/** The embedded database's folder is open already: it serves one process at a time. */
export class FolderInUseError extends Error {
  override name = 'FolderInUseError'
}

/** Inserts it. false: a unique index holds its key already. */
export async function insertOnce<T extends Document>(collection: Collection<T>, document: T): Promise<boolean> {
  try {
    await collection.insertOne(document)
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** Whether a write failed because a unique index already holds its key (MongoDB's error 11000). */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11000
}

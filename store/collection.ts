import type { Filter, IndexSpecification, Sort, UpdateFilter } from 'mongodb'

/** Every stored document has a string key of our own making. */
export type Document = { _id: string }

/** The part of an index's options that both databases honour. */
export type IndexOptions = { name: string; unique?: boolean; partialFilterExpression?: Record<string, unknown> }

/**
 * The slice of the MongoDB driver's collection that the repositories are written against. In production it *is* the
 * driver's collection; without a server it is `store/embedded/collection.ts`. Filters and updates are MongoDB's own.
 */
export interface Collection<T extends Document> {
  findOne(filter: Filter<T>): Promise<T | null>
  /** `limit` is not optional: every list has one. */
  find(filter: Filter<T>, options: { sort?: Sort; limit: number; skip?: number }): { toArray(): Promise<T[]> }
  /** Throws an error with `code` 11000 if a unique index already holds the document's key: see `isDuplicateKey`. */
  insertOne(document: T): Promise<unknown>
  updateOne(
    filter: Filter<T>,
    update: UpdateFilter<T>,
    options?: { upsert?: boolean },
  ): Promise<{ matchedCount: number; modifiedCount: number; upsertedCount: number }>
  findOneAndUpdate(
    filter: Filter<T>,
    update: UpdateFilter<T>,
    options: { returnDocument: 'after' | 'before'; upsert?: boolean; sort?: Sort },
  ): Promise<T | null>
  deleteOne(filter: Filter<T>): Promise<{ deletedCount: number }>
  countDocuments(filter: Filter<T>, options?: { limit?: number }): Promise<number>
  createIndex(spec: IndexSpecification, options: IndexOptions): Promise<string>
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

/** Whether a write failed because a unique index already holds its key (MongoDB's error 11000). */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11000
}

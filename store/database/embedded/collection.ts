import { isEqual } from 'mingo/util'
import type { Filter, UpdateFilter } from 'mongodb'
import { type Collection, type Document, DuplicateKeyError, type IndexOptions, type Sorting } from '../collection.ts'
import { assertLimit } from '../query-rules.ts'
import type { Change } from './journal.ts'
import { assertSize, copyDocument, copyExpression, type Plain } from './plain.ts'
import { matcher } from './query.ts'
import type { Table } from './table.ts'
import { seed, updated } from './update.ts'

export type Writing = {
  /** Runs the work alone: whatever it reads stays so until it has written. */
  inTurn<R>(work: () => Promise<R>): Promise<R>
  commit(change: Change): Promise<void>
}

type Step = { before: Plain | undefined; after: Plain | undefined; inserted: boolean }

/** A collection of the embedded database. Nothing that comes in or goes out is shared with what it keeps. */
export class EmbeddedCollection<T extends Document> implements Collection<T> {
  readonly #table: Table
  readonly #writing: Writing

  constructor(table: Table, writing: Writing) {
    this.#table = table
    this.#writing = writing
  }

  async findOne(filter: Filter<T>): Promise<T | null> {
    const [found] = this.#table.select(matcher(filter), { limit: 1 })
    return found ? this.#given(found) : null
  }

  find(filter: Filter<T>, { sort, limit, skip = 0 }: { sort?: Sorting; limit: number; skip?: number }) {
    return {
      toArray: async (): Promise<T[]> => {
        assertLimit(limit)
        const found = this.#table.select(matcher(filter), { sort, skip, limit })
        return found.map((document) => this.#given(document))
      },
    }
  }

  async insertOne(document: T): Promise<unknown> {
    const after: Plain = { ...copyDocument(document) }
    await this.#writing.inTurn(() => this.#insert(document._id, after))
    return { acknowledged: true, insertedId: document._id }
  }

  async updateOne(filter: Filter<T>, update: UpdateFilter<T>, options: { upsert?: boolean } = {}) {
    const { before, after, inserted } = await this.#update(filter, update, options)
    const modified = before !== undefined && !isEqual(before, after)
    return { matchedCount: before ? 1 : 0, modifiedCount: modified ? 1 : 0, upsertedCount: inserted ? 1 : 0 }
  }

  async findOneAndUpdate(
    filter: Filter<T>,
    update: UpdateFilter<T>,
    options: { returnDocument: 'after' | 'before'; upsert?: boolean; sort?: Sorting },
  ): Promise<T | null> {
    const { [options.returnDocument]: document } = await this.#update(filter, update, options)
    return document ? this.#given(document) : null
  }

  async deleteOne(filter: Filter<T>): Promise<{ deletedCount: number }> {
    const wanted = matcher(filter)
    return this.#writing.inTurn(async () => {
      const [before] = this.#table.select(wanted, { limit: 1 })
      if (!before) return { deletedCount: 0 }
      await this.#writing.commit({ collection: this.#table.name, id: String(before._id), before, after: undefined })
      return { deletedCount: 1 }
    })
  }

  async countDocuments(filter: Filter<T>, { limit }: { limit?: number } = {}): Promise<number> {
    if (limit !== undefined) assertLimit(limit)
    return this.#table.select(matcher(filter), limit === undefined ? {} : { limit }).length
  }

  async createIndex(spec: Sorting, options: IndexOptions): Promise<string> {
    await this.#writing.inTurn(async () => this.#table.addIndex(spec, options))
    return options.name
  }

  async #insert(id: unknown, after: Plain): Promise<void> {
    if (typeof id !== 'string') throw new TypeError('a document needs an _id, a string')
    const before = this.#table.get(id)
    if (before) throw new DuplicateKeyError(this.#table.name, '_id_')
    this.#assertFits(id, after)
    await this.#writing.commit({ collection: this.#table.name, id, before, after })
  }

  async #update(filter: object, update: object, { upsert, sort }: { upsert?: boolean; sort?: Sorting }): Promise<Step> {
    const wanted = matcher(filter)
    const change = copyExpression(update)
    return this.#writing.inTurn(async () => {
      const [before] = this.#table.select(wanted, { sort, limit: 1 })
      if (!before && !upsert) return { before, after: undefined, inserted: false }
      if (!before) {
        const start = seed(wanted.conditions, change)
        const after = updated(start, change, { inserting: true })
        await this.#insert(start._id, after)
        return { before, after, inserted: true }
      }
      const id = String(before._id)
      const after = updated(before, change, { inserting: false })
      this.#assertFits(id, after)
      if (!isEqual(before, after)) await this.#writing.commit({ collection: this.#table.name, id, before, after })
      return { before, after, inserted: false }
    })
  }

  #assertFits(id: string, after: Plain): void {
    assertSize(after)
    this.#table.assertUnique(id, after)
  }

  /** The caller's type is the caller's word for what it has put in here, as with the driver. */
  #given(document: Plain): T {
    return copyDocument(document) as unknown as T
  }
}

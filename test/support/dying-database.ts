import type { Collection, Database, Document } from '../../store/database/collection.ts'

/** The process is gone: nothing that it does from here on happens. */
class KilledError extends Error {
  override name = 'KilledError'
}

/**
 * A database whose process is killed at a write: before it is done, or after it is done and before anybody hears of it.
 * From then on every call fails, as it does for a process that is gone; what was written stays. `kill` may really end it.
 */
export function dyingDatabase(inner: Database, kill: () => void = () => undefined) {
  let writes = 0
  let dies: { at: number; done: boolean } | undefined
  let dead = false
  const die = () => {
    dead = true
    kill()
  }

  const read =
    <A extends unknown[], R>(call: (...args: A) => R) =>
    (...args: A): R => {
      if (dead) throw new KilledError()
      return call(...args)
    }
  const write =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (dead) throw new KilledError()
      const last = dies !== undefined && ++writes === dies.at
      if (last && !dies?.done) die()
      if (dead) throw new KilledError()
      const result = await call(...args)
      if (last) die()
      if (dead) throw new KilledError()
      return result
    }

  const database: Database = {
    collection<T extends Document>(name: string): Collection<T> {
      const of = inner.collection<T>(name)
      return {
        findOne: read((filter) => of.findOne(filter)),
        find: read((filter, options) => of.find(filter, options)),
        countDocuments: read((filter, options) => of.countDocuments(filter, options)),
        createIndex: (spec, options) => of.createIndex(spec, options),
        insertOne: write((document) => of.insertOne(document)),
        updateOne: write((filter, update, options) => of.updateOne(filter, update, options)),
        findOneAndUpdate: write((filter, update, options) => of.findOneAndUpdate(filter, update, options)),
        deleteOne: write((filter) => of.deleteOne(filter)),
      }
    },
    ready: () => inner.ready(),
    close: () => inner.close(),
  }
  return {
    database,
    /** Dies at the n-th write from now; `done`: that write is still done. */
    dieAt(at: number, done: boolean): void {
      writes = 0
      dies = { at, done }
    },
    isDead: () => dead,
    /** Whether that write was never asked for: what was tried has fewer of them. */
    isSpared: () => dies !== undefined && writes < dies.at,
  }
}

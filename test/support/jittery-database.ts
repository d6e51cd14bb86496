import type { Collection, Database, Document } from '../../store/database/collection.ts'

/** A database whose every answer takes a while of its own, so that what runs at once is interleaved in another way for each seed. */
export function jitteryDatabase(inner: Database, random: () => number, most = 6): Database {
  const late = async <R>(work: () => Promise<R>): Promise<R> => {
    await ticks(random() * most)
    const result = await work()
    await ticks(random() * most)
    return result
  }
  return {
    collection<T extends Document>(name: string): Collection<T> {
      const of = inner.collection<T>(name)
      return {
        findOne: (filter) => late(() => of.findOne(filter)),
        find: (filter, options) => ({ toArray: () => late(() => of.find(filter, options).toArray()) }),
        insertOne: (document) => late(() => of.insertOne(document)),
        updateOne: (filter, update, options) => late(() => of.updateOne(filter, update, options)),
        findOneAndUpdate: (filter, update, options) => late(() => of.findOneAndUpdate(filter, update, options)),
        deleteOne: (filter) => late(() => of.deleteOne(filter)),
        countDocuments: (filter, options) => late(() => of.countDocuments(filter, options)),
        createIndex: (spec, options) => of.createIndex(spec, options),
      }
    },
    ready: () => inner.ready(),
    close: () => inner.close(),
  }
}

/** That many turns of the event loop. */
export async function ticks(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve))
}

import type { Collection, Database, Document } from '../../../../store/database/collection.ts'
import { openInFolder } from '../../../../store/database/embedded/database.ts'
import { inFolder } from '../../../support/stores.ts'

/** On disk, closed and opened again between every write and the read that follows: it reads what the disk holds. */
export const onDiskReopened = inFolder('on disk, reopened before each read', async (folder) => {
  let database = await openInFolder(folder)
  let stale = false
  const makeIndexes: (() => Promise<unknown>)[] = []
  let last: Promise<unknown> = Promise.resolve()

  const fresh = (): Promise<unknown> => {
    last = last.then(async () => {
      if (!stale) return
      await database.close()
      database = await openInFolder(folder)
      for (const make of makeIndexes) await make()
      stale = false
    })
    return last
  }

  const reopened: Database = {
    collection<T extends Document>(name: string): Collection<T> {
      const now = () => database.collection<T>(name)
      const read = async <R>(work: () => Promise<R>): Promise<R> => {
        await fresh()
        return work()
      }
      const write = <R>(work: () => Promise<R>): Promise<R> => {
        stale = true
        return work()
      }
      return {
        findOne: (filter) => read(() => now().findOne(filter)),
        find: (filter, options) => ({ toArray: () => read(() => now().find(filter, options).toArray()) }),
        countDocuments: (filter, options) => read(() => now().countDocuments(filter, options)),
        insertOne: (document) => write(() => now().insertOne(document)),
        updateOne: (filter, update, options) => write(() => now().updateOne(filter, update, options)),
        findOneAndUpdate: (filter, update, options) => write(() => now().findOneAndUpdate(filter, update, options)),
        deleteOne: (filter) => write(() => now().deleteOne(filter)),
        async createIndex(spec, options) {
          await now().createIndex(spec, options)
          makeIndexes.push(() => now().createIndex(spec, options))
          return options.name
        },
      }
    },
    ready: () => database.ready(),
    close: () => database.close(),
  }
  return reopened
})

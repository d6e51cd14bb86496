import { type Filter, MongoClient } from 'mongodb'
import type { Collection, Database, Document, Sorting } from '../../store/database/collection.ts'
import { openDatabase } from '../../store/open-database.ts'

type List = { collection: string; filter: object; sort: Sorting; limit: number }
type Examined = { documents: number; withoutIndex: string[] }

/** A database that can say how many documents were examined for everything that it has been asked since `forget`. */
export type Examining = {
  database: Database
  /** Puts many documents in at once, as if they had always been there. */
  fill(collection: string, documents: Document[]): Promise<void>
  forget(): void
  examined(): Promise<Examined>
}

const BATCH = 5_000
const GROWING = ['subscriptions', 'deliveries', 'people']

/** In memory, by what the embedded indexes left to be looked at. */
export async function examiningInMemory(): Promise<Examining> {
  let counted: Examined = { documents: 0, withoutIndex: [] }
  const forget = () => {
    counted = { documents: 0, withoutIndex: [] }
  }
  const database = await openDatabase({
    memory: true,
    seen({ collection, index, examined }) {
      counted.documents += examined
      if (index === undefined) counted.withoutIndex.push(collection)
    },
  })
  return {
    database,
    async fill(collection, documents) {
      const of = database.collection(collection)
      for (const document of documents) await of.insertOne(document)
    },
    forget,
    examined: async () => counted,
  }
}

/**
 * On a server, by its own word: what the planners list is explained afterwards. Only lists of the collections that grow
 * with what is held: for other queries the server of the tests has a simpler planner than MongoDB's.
 */
export async function examiningOnMongo(uri: string): Promise<Examining> {
  const inner = await openDatabase({ mongodbUri: uri })
  const client = await MongoClient.connect(uri)
  let lists: List[] = []

  async function explained({ collection, filter, sort, limit }: List): Promise<{ documents: number; plan: string }> {
    const cursor = client.db().collection(collection).find(filter, { sort, limit })
    const { executionStats, queryPlanner } = await cursor.explain('executionStats')
    return { documents: executionStats.totalDocsExamined, plan: JSON.stringify(queryPlanner.winningPlan) }
  }

  return {
    database: {
      collection<T extends Document>(name: string): Collection<T> {
        const of = inner.collection<T>(name)
        if (!GROWING.includes(name)) return of
        return Object.assign(Object.create(of), {
          find(filter: Filter<T>, options: Parameters<Collection<T>['find']>[1]) {
            lists.push({ collection: name, filter, sort: options.sort ?? {}, limit: options.limit })
            return of.find(filter, options)
          },
        })
      },
      ready: () => inner.ready(),
      async close() {
        await client.close()
        await inner.close()
      },
    },
    async fill(collection, documents) {
      const of = client.db().collection<Document>(collection)
      for (let i = 0; i < documents.length; i += BATCH) await of.insertMany(documents.slice(i, i + BATCH))
    },
    forget() {
      lists = []
    },
    async examined() {
      const counted: Examined = { documents: 0, withoutIndex: [] }
      for (const list of lists) {
        const { documents, plan } = await explained(list)
        counted.documents += documents
        if (!plan.includes('IXSCAN')) counted.withoutIndex.push(list.collection)
      }
      return counted
    },
  }
}

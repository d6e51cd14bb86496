import { MongoClient, type MongoClientOptions, MongoError } from 'mongodb'
import { machineTimer } from '../../values/timer.ts'
import { type Collection, type Database, type Document, StoreUnavailableError } from '../collection.ts'
import { withinLimits } from './collection.ts'
import { withinTime } from './time-limit.ts'

/** Every wait of the driver has an end, for its defaults are 30 seconds or none; time-limit.ts bounds the whole call. */
const OPTIONS: MongoClientOptions = {
  appName: 'partner-membership-bot',
  ignoreUndefined: true,
  serverSelectionTimeoutMS: 2000,
  connectTimeoutMS: 2000,
  waitQueueTimeoutMS: 2000,
  socketTimeoutMS: 20_000,
  heartbeatFrequencyMS: 5000,
  maxPoolSize: 50,
  retryReads: true,
  retryWrites: true,
  writeConcern: { w: 'majority', journal: true },
}

const DATABASE = 'partner-membership'

/**
 * Connects to MongoDB; the database is the one that the connection string names, else `partner-membership`. Throws
 * StoreUnavailableError within 3 seconds if the server does not answer. No error carries the connection string.
 */
export async function connect(uri: string, timer = machineTimer): Promise<Database> {
  const client = clientOf(uri)
  const database = client.db(namesDatabase(uri) ? undefined : DATABASE)
  async function ready(): Promise<void> {
    const { isWritablePrimary } = await withinTime(timer, 'hello', () => database.command({ hello: 1 }))
    if (!isWritablePrimary) throw new StoreUnavailableError('MongoDB has no primary that takes writes')
  }
  try {
    await ready()
  } catch (error) {
    await client.close()
    throw error
  }
  return {
    // The driver's collection is our slice for every record type; only for an open T its conditional types stay undecided.
    collection: <T extends Document>(name: string): Collection<T> =>
      withinLimits(timer, name, database.collection<T>(name) as unknown as Collection<T>),
    ready,
    close: () => client.close(),
  }
}

function clientOf(uri: string): MongoClient {
  try {
    return new MongoClient(uri, OPTIONS)
  } catch (error) {
    const kind = error instanceof MongoError ? error.name : 'Error'
    throw new TypeError(`the MongoDB connection string is not valid (${kind})`)
  }
}

/** Whether the connection string names a database: where none is named, the driver would take `test`. @internal A test names all forms. */
export function namesDatabase(uri: string): boolean {
  return /^[^/]+\/\/[^/]+\/[^?]/.test(uri)
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../store/database/collection.ts'
import { openDatabase } from '../../store/open-database.ts'
import { dropDatabase, type MongoServer, mongoServer } from './mongo.ts'

/** Opens an empty database; what is left open is closed and removed after the suite. */
export type OpenEmpty = () => Promise<Database>

/** A place for databases to be tested on. */
export type Place = {
  name: string
  /** Gets the place ready; false where there is none. */
  prepare(): Promise<boolean>
  open(): Promise<{ database: Database; remove(): Promise<void> }>
}

export const inMemory: Place = {
  name: 'in memory',
  prepare: async () => true,
  open: async () => ({ database: await openDatabase({ memory: true }), remove: async () => {} }),
}

export const onDisk: Place = inFolder('on disk', (folder) => openDatabase({ folder }))

export const onMongo: Place = mongoPlace()

/** Runs the suite in memory, on disk and on a MongoDB server. */
export function describeOnStores(name: string, suite: (open: OpenEmpty) => void): void {
  for (const place of [inMemory, onDisk, onMongo]) describeOn(place, name, suite)
}

export function describeOn(place: Place, name: string, suite: (open: OpenEmpty) => void): void {
  describe(`${name}, ${place.name}`, () => {
    const opened: Awaited<ReturnType<Place['open']>>[] = []

    before(async function () {
      if (!(await place.prepare())) this.skip()
    })

    after(async () => {
      for (const { database, remove } of opened) {
        await database.close()
        await remove()
      }
    })

    suite(async () => {
      const next = await place.open()
      opened.push(next)
      return next.database
    })
  })
}

/** A place that opens a new folder each time, its own way. */
export function inFolder(name: string, open: (folder: string) => Promise<Database>): Place {
  return {
    name,
    prepare: async () => true,
    async open() {
      const folder = await mkdtemp(join(tmpdir(), 'store-'))
      return { database: await open(folder), remove: () => rm(folder, { recursive: true, force: true }) }
    },
  }
}

function mongoPlace(): Place {
  let server: MongoServer | undefined
  let count = 0
  return {
    name: 'on MongoDB',
    async prepare() {
      server = await mongoServer()
      return server !== undefined
    },
    async open() {
      if (!server) throw new Error('no MongoDB server')
      const name = `test-${process.pid}-${++count}`
      const at = server
      return { database: await openDatabase({ mongodbUri: at.uri(name) }), remove: () => dropDatabase(at, name) }
    },
  }
}

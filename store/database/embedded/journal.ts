import { EJSON } from 'bson'
import { StoreUnavailableError } from '../collection.ts'
import { type Level, openLevel, type Step } from './level.ts'
import { isPlain, type Plain } from './plain.ts'

/** One document's step; undefined stands for a document that is not there. */
export type Change = { collection: string; id: string; before: Plain | undefined; after: Plain | undefined }

/** Where changes are kept. */
export interface Journal {
  /** Everything kept so far, in no order. */
  load(): AsyncIterable<{ collection: string; document: Plain & { _id: string } }>
  /** Resolves once the change survives the end of the process. Throws StoreUnavailableError: then it is not made. */
  write(change: Change): Promise<void>
  /** Resolves if a write works now. Throws StoreUnavailableError. */
  probe(): Promise<void>
  close(): Promise<void>
}

/** Keeps nothing: for a database in memory only. */
export const memoryJournal: Journal = {
  async *load() {},
  async write() {},
  async probe() {},
  async close() {},
}

const PROBE: Step = { type: 'put', key: 'probe', value: '{}' }

/**
 * Opens the journal in a folder, made if need be. After a write has failed, LevelDB no longer says whether it is in the
 * log, and what is written behind a torn entry can be lost. So the journal opens LevelDB anew before it writes again,
 * and first puts back what the failed writes would have replaced. Throws FolderInUseError, StoreUnavailableError.
 */
export async function openJournal(
  folder: string,
  open: (folder: string) => Promise<Level> = openLevel,
): Promise<Journal> {
  let level: Level | undefined = await open(folder)
  let closed = false
  const doubtful = new Map<string, Step>()

  async function commit(steps: Step[]): Promise<void> {
    try {
      if (closed) throw new Error('it is closed')
      level ??= await open(folder)
      await level.batch([...doubtful.values(), ...steps], { sync: true })
      doubtful.clear()
    } catch (error) {
      const broken = level
      level = undefined
      await broken?.close().catch(() => undefined)
      throw new StoreUnavailableError(`the database in ${folder} takes no writes now`, { cause: error })
    }
  }

  return {
    async *load() {
      if (!level) return
      for await (const [key, value] of level.iterator()) {
        const [collection, id]: unknown[] = key.startsWith('[') ? JSON.parse(key) : []
        if (typeof collection !== 'string' || typeof id !== 'string') continue
        const document: unknown = EJSON.parse(value, { relaxed: true })
        if (!isPlain(document)) throw new StoreUnavailableError(`the database in ${folder} holds an entry that is none`)
        yield { collection, document: { ...document, _id: id } }
      }
    },
    async write({ collection, id, before, after }) {
      const key = JSON.stringify([collection, id])
      try {
        await commit([step(key, after)])
      } catch (error) {
        doubtful.set(key, step(key, before))
        throw error
      }
    },
    probe: () => commit([PROBE]),
    async close() {
      closed = true
      await level?.close()
      level = undefined
    },
  }
}

function step(key: string, document: Plain | undefined): Step {
  return document ? { type: 'put', key, value: EJSON.stringify(document, { relaxed: false }) } : { type: 'del', key }
}

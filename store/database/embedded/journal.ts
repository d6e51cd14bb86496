import { EJSON } from 'bson'
import { FolderDamagedError, StoreUnavailableError } from '../collection.ts'
import { checked, openTally, withChecksum } from './checksums.ts'
import { type Level, openLevel, type Step } from './level.ts'
import { assertWholeLogs } from './log-files.ts'
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
/** Where the tally of all documents stands, written with each change. Absent: no change since there are checksums. */
const TALLY = 'tally'

/**
 * Opens the journal in a folder, made if need be. After a write has failed, LevelDB no longer says whether it is in the
 * log, and what is written behind a torn entry can be lost. So the journal opens LevelDB anew before it writes again,
 * and first puts back what the failed writes would have replaced. What is not as it was written is found when it is read:
 * LevelDB alone passes over most of it. Throws FolderInUseError, FolderDamagedError, StoreUnavailableError.
 */
export async function openJournal(
  folder: string,
  open: (folder: string) => Promise<Level> = openLevel,
): Promise<Journal> {
  await assertWholeLogs(folder)
  let level: Level | undefined = await open(folder)
  let closed = false
  const doubtful = new Map<string, Step>()
  const tally = openTally()

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
      let kept: string | undefined
      let isNew = false
      for await (const [key, value] of entriesOf(level)) {
        if (key === PROBE.key) continue
        if (key === TALLY) kept = value
        else {
          const { collection, document, isOld } = entryOf(key, value)
          tally.take({ type: 'put', key, value })
          isNew ||= !isOld
          yield { collection, document }
        }
      }
      if (kept === undefined ? isNew : kept !== tally.text()) throw damaged('documents are missing')
    },
    async write({ collection, id, before, after }) {
      const key = JSON.stringify([collection, id])
      const to = step(key, after)
      try {
        await commit([to, { type: 'put', key: TALLY, value: tally.after(to) }])
        tally.take(to)
      } catch (error) {
        const back = step(key, before)
        tally.take(back)
        doubtful.set(key, back).set(TALLY, { type: 'put', key: TALLY, value: tally.text() })
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

  async function* entriesOf(from: Level): AsyncIterable<[string, string]> {
    try {
      yield* from.iterator()
    } catch (error) {
      throw Object(error).code === 'LEVEL_CORRUPTION' ? damaged('a table is not what was written', error) : error
    }
  }

  function entryOf(key: string, value: string) {
    const entry = checked(key, value)
    const { collection, id, document } = (entry && readEntry(key, entry.json)) ?? {}
    if (!entry || typeof collection !== 'string' || typeof id !== 'string' || !isPlain(document))
      throw damaged('a document is not what was written')
    return { isOld: entry.isOld, collection, document: { ...document, _id: id } }
  }

  function damaged(what: string, cause?: unknown): FolderDamagedError {
    return new FolderDamagedError(folder, what, { cause })
  }
}

/** undefined: it is no JSON, so that nobody has written it. */
function readEntry(key: string, json: string): { [part in 'collection' | 'id' | 'document']: unknown } | undefined {
  try {
    const [collection, id]: unknown[] = JSON.parse(key)
    return { collection, id, document: EJSON.parse(json, { relaxed: true }) }
  } catch {
    return undefined
  }
}

function step(key: string, document: Plain | undefined): Step {
  if (!document) return { type: 'del', key }
  return { type: 'put', key, value: withChecksum(key, EJSON.stringify(document, { relaxed: false })) }
}

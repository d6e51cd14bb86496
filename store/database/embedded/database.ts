import type { Collection, Database, Document } from '../collection.ts'
import { EmbeddedCollection } from './collection.ts'
import { type Change, type Journal, memoryJournal, openJournal } from './journal.ts'
import { type Look, Table } from './table.ts'

/** A database in memory, gone with the process. `seen` hears of every look at its documents. */
export function openInMemory(seen?: (look: Look) => void): Promise<Database> {
  return openEmbedded(memoryJournal, seen)
}

/**
 * A database in a folder, made if need be: for one process. Throws FolderInUseError if another one has it open, and
 * StoreUnavailableError if it cannot be opened or written to.
 */
export async function openInFolder(folder: string): Promise<Database> {
  return openEmbedded(await openJournal(folder))
}

/**
 * All documents live in memory; a change shows there once the journal has it. Changes are made one after the other.
 * @internal Tests bring journals that fail, or copies of worlds.
 */
export async function openEmbedded(journal: Journal, seen: (look: Look) => void = () => undefined): Promise<Database> {
  const tables = new Map<string, Table>()
  const table = (name: string): Table => {
    const found = tables.get(name) ?? new Table(name, seen)
    tables.set(name, found)
    return found
  }
  let last: Promise<unknown> = Promise.resolve()
  function inTurn<R>(work: () => Promise<R>): Promise<R> {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
  async function commit(change: Change): Promise<void> {
    await journal.write(change)
    table(change.collection).put(change.id, change.after)
  }
  try {
    for await (const { collection, document } of journal.load()) table(collection).put(document._id, document)
    await journal.probe()
  } catch (error) {
    await journal.close()
    throw error
  }

  return {
    collection: <T extends Document>(name: string): Collection<T> =>
      new EmbeddedCollection<T>(table(name), { inTurn, commit }),
    ready: () => inTurn(() => journal.probe()),
    close: () => inTurn(() => journal.close()),
  }
}

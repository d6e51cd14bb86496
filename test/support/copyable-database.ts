import type { Database } from '../../store/database/collection.ts'
import { openEmbedded } from '../../store/database/embedded/database.ts'
import { memoryJournal } from '../../store/database/embedded/journal.ts'
import type { Plain } from '../../store/database/embedded/plain.ts'
import type { Look } from '../../store/database/embedded/table.ts'

type Kept = { collection: string; document: Plain & { _id: string } }

/** A database in memory, and how to have it again as it is now, or only some of its collections. */
export type Copyable = {
  database: Database
  copy(only?: (collection: string) => boolean): Promise<Copyable>
  /** Puts all of it into an empty database of another kind. */
  copyInto(other: Database): Promise<void>
}

/**
 * A database in memory that can be copied at any moment. Copies share the documents as they are, which are replaced and
 * never changed, so a copy costs no more than its indexes. `seen` hears of every look at its documents.
 */
export async function copyableDatabase(seen?: (look: Look) => void, from: Iterable<Kept> = []): Promise<Copyable> {
  const kept = new Map<string, Kept>()
  for (const each of from) kept.set(keyOf(each.collection, each.document._id), each)
  const database = await openEmbedded(
    {
      ...memoryJournal,
      async *load() {
        yield* kept.values()
      },
      async write({ collection, id, after }) {
        const key = keyOf(collection, id)
        if (after) kept.set(key, { collection, document: { ...after, _id: id } })
        else kept.delete(key)
      },
    },
    seen,
  )
  return {
    database,
    async copyInto(other) {
      await Promise.all([...kept.values()].map((each) => other.collection(each.collection).insertOne(each.document)))
    },
    copy: (only = () => true) =>
      copyableDatabase(
        seen,
        [...kept.values()].filter((each) => only(each.collection)),
      ),
  }
}

function keyOf(collection: string, id: string): string {
  return JSON.stringify([collection, id])
}

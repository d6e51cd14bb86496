import type { Database } from '../../store/database/collection.ts'
import type { Look } from '../../store/database/embedded/table.ts'
import { openDatabase } from '../../store/open-database.ts'

/** A database in memory that no query may go through without an index: on a server it would grow with the records. */
export function watchedDatabase(): Promise<Database> {
  return openDatabase({ memory: true, seen: refuseScan })
}

/** Throws for a query that looks at more than it finds, without an index. */
export function refuseScan({ collection, index, examined, found }: Look): void {
  if (index === undefined && examined > found) throw new Error(`a query of ${collection} has no index`)
}

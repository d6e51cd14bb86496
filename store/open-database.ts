import type { Database } from './database/collection.ts'
import { openInFolder, openInMemory } from './database/embedded/database.ts'
import { emptyLevel } from './database/embedded/level.ts'
import type { Look } from './database/embedded/table.ts'
import { connect } from './database/mongo/connect.ts'

/** Where the records are kept: on a MongoDB server, in a folder of this machine, or nowhere but in memory. */
export type Where = { mongodbUri: string } | { folder: string } | { memory: true; seen?: (look: Look) => void }

/**
 * Opens the database and makes sure that it serves. Throws StoreUnavailableError if it does not, FolderInUseError if
 * another process has the folder, TypeError for a connection string that is none.
 */
export function openDatabase(where: Where): Promise<Database> {
  if ('mongodbUri' in where) return connect(where.mongodbUri)
  return 'folder' in where ? openInFolder(where.folder) : openInMemory(where.seen)
}

/** Begins anew: forgets what an embedded database holds. Throws FolderInUseError while a process has it. */
export function emptyDatabase({ folder }: { folder: string }): Promise<void> {
  return emptyLevel(folder)
}

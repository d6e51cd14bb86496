import { ClassicLevel } from 'classic-level'
import { FolderDamagedError, FolderInUseError, StoreUnavailableError } from '../collection.ts'

export type Step = { type: 'put'; key: string; value: string } | { type: 'del'; key: string }

/** What the journal needs of LevelDB. */
export interface Level {
  batch(steps: Step[], options: { sync: true }): Promise<void>
  iterator(): AsyncIterable<[string, string]>
  close(): Promise<void>
}

/**
 * Opens LevelDB in a folder, made if need be. Throws FolderInUseError, FolderDamagedError, or StoreUnavailableError for every
 * other reason.
 */
export async function openLevel(folder: string): Promise<Level & { clear(): Promise<void> }> {
  const level = new ClassicLevel<string, string>(folder, { keyEncoding: 'utf8', valueEncoding: 'utf8' })
  try {
    await level.open()
  } catch (error) {
    const reason = error instanceof Error ? error.cause : undefined
    const code: unknown = Object(reason).code
    if (code === 'LEVEL_LOCKED')
      throw new FolderInUseError(
        `The folder ${folder} is in use by another process: end that one, or name another folder.`,
      )
    if (code === 'LEVEL_CORRUPTION')
      throw new FolderDamagedError(folder, 'its list of files is not what was written', { cause: reason })
    throw new StoreUnavailableError(`the database in ${folder} cannot be opened`, { cause: reason ?? error })
  }
  return level
}

/** Forgets everything in a folder's database: its entries alone, never a file that isn't its own. Throws as openLevel. */
export async function emptyLevel(folder: string): Promise<void> {
  const level = await openLevel(folder)
  await level.clear()
  await level.close()
}

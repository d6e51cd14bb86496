import { FolderDamagedError, FolderInUseError, StoreUnavailableError } from '../../store/database/collection.ts'
import type { Config } from './config.ts'
import { fileFault } from './file-faults.ts'

/** Why the process ends at its start, in sentences that name the setting to look at and no secret. */
export function explainStartFailure(error: unknown, config: Config): string {
  const code: unknown = Object(error).code
  if (code === 'EADDRINUSE')
    return `Something else listens on port ${config.port} already. Stop it, or set PORT to another one.`
  if (code === 'EACCES') return `Port ${config.port} may not be opened by this user. Set PORT to another one.`
  if (error instanceof FolderInUseError || error instanceof FolderDamagedError) return error.message
  const file = fileFault(error)
  if (file !== undefined) return file
  if (error instanceof StoreUnavailableError) {
    const where =
      'mongodbUri' in config.store
        ? 'the server that MONGODB_URI names'
        : `the folder ${config.store.folder} (DATA_DIR)`
    return `The records can't be opened: ${where} does not take reads and writes.`
  }
  return `The bot could not start (${error instanceof Error ? error.name : 'unknown error'}). LOG_LEVEL=debug tells more.`
}

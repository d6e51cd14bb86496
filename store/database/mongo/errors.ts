import {
  MongoAPIError,
  MongoClientClosedError,
  MongoError,
  MongoNotConnectedError,
  MongoServerClosedError,
  MongoServerError,
  MongoTopologyClosedError,
  MongoWriteConcernError,
} from 'mongodb'
import { DuplicateKeyError, StoreUnavailableError } from '../collection.ts'

/** Server errors after which the same call may well succeed on a later try: elections, shutdown, time, disk. */
const OUTAGES = new Set([
  ...[6, 7, 43, 50, 64, 89, 91, 112, 133, 134, 189, 262, 317, 358, 9001],
  ...[10107, 11600, 11602, 13435, 13436, 14031],
])

/** The server will not do what it was asked, now or later: a bug or a missing right. */
class DatabaseRefusalError extends Error {
  override name = 'DatabaseRefusalError'
}

/**
 * The driver's messages name hosts and quote the values of keys and documents. None of that may reach a log (F69), so
 * its errors are replaced, not wrapped: only the class or code is kept. Other errors come back as they are.
 */
export function inOurWords(error: unknown, collection: string): unknown {
  if (error instanceof Error && 'syscall' in error && 'code' in error)
    return new StoreUnavailableError(`MongoDB cannot be reached (${error.code})`)
  if (!(error instanceof MongoError)) return error
  if (error instanceof MongoServerError) {
    if (error.code === 11000) return new DuplicateKeyError(collection, indexOf(error))
    if (isOutage(error)) return new StoreUnavailableError(`MongoDB cannot serve now (${codeOf(error)})`)
    return new DatabaseRefusalError(`MongoDB refuses a call on ${collection} (${codeOf(error)})`)
  }
  return isMisuse(error) ? error : new StoreUnavailableError(`MongoDB cannot be reached (${error.name})`)
}

function isOutage(error: MongoServerError): boolean {
  const labelled = ['RetryableWriteError', 'RetryableError', 'SystemOverloadedError'].some((l) =>
    error.hasErrorLabel(l),
  )
  return labelled || error instanceof MongoWriteConcernError || OUTAGES.has(Number(error.code))
}

/** The driver's API errors are our bugs, but for those that say that the connection is gone. */
function isMisuse(error: MongoError): boolean {
  const gone = [MongoClientClosedError, MongoNotConnectedError, MongoServerClosedError, MongoTopologyClosedError]
  return error instanceof MongoAPIError && !gone.some((kind) => error instanceof kind)
}

function codeOf(error: MongoServerError): string {
  return [error.codeName, error.code].filter(Boolean).join(' ')
}

function indexOf(error: MongoServerError): string {
  return / index: (\S+)/.exec(error.message)?.[1] ?? 'of its key'
}

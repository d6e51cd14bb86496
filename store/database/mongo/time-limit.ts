import { StoreUnavailableError } from '../collection.ts'
import { inOurWords } from './errors.ts'

/** With what a turn does besides, an outage is known and answered within 5 seconds (F62). */
const CALL_MS = 4000

/**
 * What the driver answers, or StoreUnavailableError after the limit in milliseconds. The driver itself may still be at
 * it then: whether a write that came too late was made is unknown, as with any lost answer. Errors come in our words.
 */
export async function withinTime<R>(collection: string, call: () => Promise<R>, limit = CALL_MS): Promise<R> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailableError('MongoDB did not answer in time')), limit)
  })
  try {
    return await Promise.race([call(), late])
  } catch (error) {
    throw inOurWords(error, collection)
  } finally {
    clearTimeout(timer)
  }
}

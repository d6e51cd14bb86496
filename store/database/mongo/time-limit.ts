import { type Timer, within } from '../../values/timer.ts'
import { StoreUnavailableError } from '../collection.ts'
import { inOurWords } from './errors.ts'

/** With what a turn does besides, an outage is known and answered within 5 seconds (F62). */
const CALL_MS = 4000

/**
 * What the driver answers, or StoreUnavailableError after the limit in milliseconds. The driver itself may still be at
 * it then: whether a write that came too late was made is unknown, as with any lost answer. Errors come in our words.
 */
export async function withinTime<R>(
  timer: Timer,
  collection: string,
  call: () => Promise<R>,
  limit = CALL_MS,
): Promise<R> {
  try {
    return await within(timer, limit, call(), () => {
      throw new StoreUnavailableError('MongoDB did not answer in time')
    })
  } catch (error) {
    throw inOurWords(error, collection)
  }
}

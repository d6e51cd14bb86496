import { StoreUnavailableError } from '../database/collection.ts'
import type { Services } from './services.ts'

/**
 * Does something about one of many records. What can't be done, for a record that can't be read or makes no sense, is
 * reported as that and passed over, so that no other one waits for it. A store that is gone throws: nothing was done then.
 */
export async function orPassOver(
  { report }: Pick<Services, 'report'>,
  what: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error
    report(what, error)
  }
}

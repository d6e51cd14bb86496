import { setTimeout as pause } from 'node:timers/promises'

const TICK_MS = 100

/**
 * What the work gives; throws if it takes longer than so many milliseconds by this process's own loop, in which the bounds
 * of sockets and timers under test run too. Time in which the process does not get to turn its loop counts for nobody.
 */
export async function withinLoopTime<T>(ms: number, work: Promise<T>, what: string): Promise<T> {
  const over = new AbortController()
  const late = async (): Promise<never> => {
    for (let passed = 0; passed < ms; passed += TICK_MS) await pause(TICK_MS, undefined, { signal: over.signal })
    throw new Error(`${what}: not within ${ms} ms`)
  }
  const bound = late()
  bound.catch(() => undefined)
  try {
    return await Promise.race([work, bound])
  } finally {
    over.abort()
  }
}

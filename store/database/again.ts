import { ConflictError } from './collection.ts'

const MOST_TRIES = 5

/** Reads, decides and writes again on fresh records when somebody else was faster; the last lost race is the caller's. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ConflictError) || tries >= MOST_TRIES) throw error
    }
  }
}

/** Writes what only one of several at once is to write; undefined: somebody else was faster, and decides. */
export async function unlessLost<T>(write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof ConflictError) return undefined
    throw error
  }
}

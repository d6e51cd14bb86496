import limited from 'p-limit'
import { ConflictError } from '../../store/database/collection.ts'
import type { Log } from '../log/log.ts'

/** One kind of what waits for us, and what is done about each of it. */
export type Box<T> = {
  name: string
  /** The longest due first, a bounded number. */
  due(): Promise<T[]>
  work(row: T): Promise<void>
  /** So many are worked on side by side: one that is slow keeps the others from nothing. */
  lanes: number
  /** Puts what could not be done behind what can. */
  putOff?(row: T): Promise<void>
}

/**
 * The worker of every outbox: once round what is due in a box. One row that fails, or that another instance is at, keeps
 * no other waiting; once we are told to stop, nothing more is begun.
 */
export function openWorker({ log, ended }: { log: Log; ended: () => boolean }) {
  return async function goRound<T extends { _id: string }>({ name, due, work, lanes, putOff }: Box<T>): Promise<void> {
    await limited(lanes).map(await due(), async (row) => {
      if (ended() || (await tried(row, work)) || !putOff) return
      await tried(row, putOff)
    })

    /** false: it is still to be done, and by nobody else. */
    async function tried(row: T, deed: (row: T) => Promise<void>): Promise<boolean> {
      try {
        await deed(row)
        return true
      } catch (error) {
        const isTheirs = error instanceof ConflictError
        if (!isTheirs) log.error({ err: error, box: name, about: row._id }, 'could not be done')
        return isTheirs
      }
    }
  }
}

export type GoRound = ReturnType<typeof openWorker>

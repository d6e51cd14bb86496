import type { Filter } from 'mongodb'
import { again, unlessLost } from './again.ts'
import type { Records, Versioned } from './records.ts'

/** Milliseconds to the second try, doubled with each one up to the longest; after the last one it is given up. */
export type BackOff = { firstMs: number; longestMs: number; mostTries: number }

/** News of orders and tickets: tried until it is out, or nobody wants it any more. */
export const NEWS: BackOff = { firstMs: 2_000, longestMs: 600_000, mostTries: Number.POSITIVE_INFINITY }

/**
 * Milliseconds until the next try, a quarter more or less, so that what failed together does not come back together.
 * `tries`: those that were made, from 1 on; `random`: from 0 to 1.
 */
export function waitAfter(tries: number, { firstMs, longestMs }: BackOff, random: () => number): number {
  return Math.round(Math.min(firstMs * 2 ** (tries - 1), longestMs) * (0.75 + random() / 2))
}

/** A record in which it stands that something is due to somebody, written with the state that it is about. */
type Owing<At extends string> = Versioned & { [field in At]?: string | undefined } & { tries?: number | undefined }

/** A repository's reading, and its writing along its own table of states. */
type Rows<T extends Versioned> = Pick<Records<T>, 'get' | 'list' | 'save'>

/**
 * What waits in a collection for somebody to hear of it: orders, tickets, messages. `at` names the field that says when it
 * is tried next; absent: nothing waits. `tries` counts since something happened: who has news sets it to 0, who claims adds
 * one. Several instances may work on it at once, since every write is compare-and-set.
 */
export function openOutbox<At extends string, T extends Owing<At>>(rows: Rows<T>, at: At) {
  return { due, waiting, keep, claim, change, finish }

  /** What is to be tried by now, the longest due first. */
  function due(now: string, limit: number, where: Filter<T> = {}): Promise<T[]> {
    return rows.list({ ...where, [at]: { $lte: now } } as Filter<T>, { sort: { [at]: 1 }, limit })
  }

  /** What waits, whenever it is tried, the next first. */
  function waiting(limit: number, where: Filter<T> = {}): Promise<T[]> {
    return rows.list({ ...where, [at]: { $gt: '' } } as Filter<T>, { sort: { [at]: 1 }, limit })
  }

  /** undefined: somebody else has changed it meanwhile, and decides. */
  function keep(before: T, after: T): Promise<T | undefined> {
    return unlessLost(() => rows.save(before, after))
  }

  /** Counts a try, and has `hold` say until when it is nobody else's; undefined: it is somebody else's already. */
  function claim(row: T, hold: Partial<T>): Promise<T | undefined> {
    return keep(row, { ...row, ...hold, tries: (row.tries ?? 0) + 1 })
  }

  /** Reads, decides and writes; on a lost race anew. `decide` gives the record itself when nothing is to be changed. */
  function change(id: string, decide: (latest: T) => T): Promise<T | undefined> {
    return again(async () => {
      const before = await rows.get(id)
      if (!before) return undefined
      const after = decide(before)
      return after === before ? before : rows.save(before, after)
    })
  }

  /**
   * What is to become of it after a claim; `decide` gives undefined when somebody else has settled it. What has happened
   * since the claim is tried at once all the same.
   */
  async function finish(id: string, now: string, decide: (latest: T) => Partial<T> | undefined): Promise<void> {
    await change(id, (latest) => {
      const decided = decide(latest)
      if (!decided) return latest
      return latest.tries ? { ...latest, ...decided } : { ...latest, [at]: now }
    })
  }
}

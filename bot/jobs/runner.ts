import type { JobKind, KnownJob } from '../../store/database/job.ts'
import { type BackOff, waitAfter } from '../../store/database/outbox.ts'
import type { Store } from '../../store/store.ts'
import { type Clock, stored } from '../../store/values/time.ts'
import type { Log } from '../log/log.ts'

/**
 * Does what a job's key names; idempotent, since it may be done again by whoever claims the job next. An instant says
 * that it isn't over, and when it is to be looked at again.
 */
type Effects = Record<JobKind, (about: string) => Promise<string | undefined>>

const LEASE_MS = 30_000
/** Jobs that are worked on side by side: one that waits for a slow gateway keeps the others from nothing. */
const LANES = 8
/** Jobs of one beat. */
const AT_ONCE = 100
/** About a day of tries: the causes that pass by themselves, an outage or a bad night, pass within it. */
const BACK_OFF: BackOff = { firstMs: 2_000, longestMs: 3_600_000, mostTries: 36 }

type Parts = {
  store: Store
  clock: Clock
  log: Log
  newId: () => string
  effects: Effects
  /** By kind: what somebody has to hear of before a job is given up for good. */
  givenUp?: Partial<Record<JobKind, (about: string) => Promise<void>>>
  random: () => number
}

/** Claims due jobs with a lease and a token, and works them; safe in every instance at once (F66). */
export function openRunner({ store, clock, log, newId, effects, givenUp = {}, random }: Parts) {
  const { jobs } = store

  return {
    /** Works on this job now, unless somebody else does or it is done. */
    async runNow(kind: JobKind, about: string): Promise<void> {
      const token = newId()
      const job = await jobs.claimOne(`${kind}:${about}`, at(), token, at(LEASE_MS))
      if (job) await work(job, token)
    },

    /** Works what is due, the longest due first, a bounded number at a time, until it is ended; true: there may be more. */
    async runDue(ended: () => boolean = () => false): Promise<boolean> {
      const inWork = new Set<Promise<void>>()
      try {
        for (let begun = 0; begun < AT_ONCE && !ended(); begun++) {
          if (inWork.size === LANES) await Promise.race(inWork)
          const token = newId()
          const job = await jobs.claim(at(), token, at(LEASE_MS))
          if (!job) return false
          const working = work(job, token).finally(() => inWork.delete(working))
          inWork.add(working)
        }
        return true
      } finally {
        await Promise.all(inWork)
      }
    },
  }

  /** Never throws: what can't even be written down is done again once the lease is over. */
  async function work(job: KnownJob, token: string): Promise<void> {
    try {
      await tried(job, token)
    } catch (error) {
      log.error({ err: error, job: job._id }, 'what became of a job is not kept')
    }
  }

  async function tried(job: KnownJob, token: string): Promise<void> {
    try {
      const again = await effects[job.kind](job.about)
      if (again) await jobs.postpone(job._id, token, again)
      else await jobs.finish(job._id, token, at())
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown'
      const over = job.tries >= BACK_OFF.mostTries
      // `npm run admin -- list-jobs` shows it from here on.
      log.error({ err: error, job: job._id, tries: job.tries }, over ? 'job given up' : 'job failed')
      if (over) await giveUp(job, token, reason)
      else await jobs.retry(job._id, token, at(waitAfter(job.tries, BACK_OFF, random)), reason)
    }
  }

  async function giveUp({ _id, kind, about }: KnownJob, token: string, reason: string): Promise<void> {
    try {
      await givenUp[kind]?.(about)
    } catch (error) {
      log.error({ err: error, job: _id }, 'nobody could be told that a job is given up')
    }
    await jobs.bury(_id, token, reason)
  }

  function at(aheadMs = 0): string {
    return stored(clock.now().add({ milliseconds: aheadMs }))
  }
}

export type Runner = ReturnType<typeof openRunner>

import { stored } from '../../store/values/time.ts'
import { type AdminVerb, UsageError } from './verb.ts'

/** A job that was given up is due again: once its cause is mended, what it owes is done. */
export const reviveJob: AdminVerb = {
  name: 'revive-job',
  usage: 'KEY',
  about: 'a job that was given up (see list-jobs) is due again',
  async run({ store, clock, dryRun, out }, [key, ...more]) {
    if (!key || more.length > 0) throw new UsageError('revive-job takes the key of one job, as list-jobs shows it')
    const job = await store.jobs.get(key)
    if (job?.state !== 'dead') throw new UsageError(`no job with the key ${key} was given up`)
    if (!dryRun) await store.jobs.revive(key, stored(clock.now()))
    out(dryRun ? `${key} would be due again` : `${key} is due again`)
    return 0
  },
}

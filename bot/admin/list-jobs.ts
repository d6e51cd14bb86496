import type { Job } from '../../store/database/job.ts'
import type { AdminVerb } from './verb.ts'

const MOST = 100

/** What is owed, and what was given up: where an operator looks when something doesn't happen. */
export const listJobs: AdminVerb = {
  name: 'list-jobs',
  usage: '',
  about: 'work that is owed, due first, and work that was given up',
  async run({ store, out }) {
    const [waiting, dead] = [await store.jobs.waiting(MOST), await store.jobs.dead(MOST)]
    out(`${countOf(waiting)} waiting`)
    for (const each of waiting) out(lineOf(each))
    out(`${countOf(dead)} given up`)
    for (const each of dead) out(lineOf(each))
    return dead.length > 0 ? 1 : 0
  },
}

function countOf(jobs: Job[]): string {
  return jobs.length < MOST ? String(jobs.length) : `${MOST} or more`
}

function lineOf({ _id, dueAt, tries, reason, lease }: Job): string {
  const state = lease ? `in work until ${lease.until}` : `due ${dueAt}`
  return `  ${_id}  ${state}  tried ${tries} times${reason ? `, last ${reason}` : ''}`
}

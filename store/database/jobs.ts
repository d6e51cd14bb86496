import { type Collection, insertOnce } from './collection.ts'
import { JOB_KINDS, type Job, type JobKey, type JobKind, job, type KnownJob, knownJob } from './job.ts'
import { pruning } from './prune.ts'

/** What a newer version owes is left to it: tried here, it would be given up by who knows nothing of it. */
const KNOWN = { kind: { $in: [...JOB_KINDS] } }
const NOT_HASTENED = { again: { $exists: false } }

/** Jobs: claimed with a lease and a token by whichever instance comes first. */
export async function openJobs(collection: Collection<Job>) {
  await collection.createIndex({ state: 1, dueAt: 1 }, { name: 'due' })
  await collection.createIndex({ state: 1, endedAt: 1 }, { name: 'done', partialFilterExpression: { state: 'done' } })
  return {
    add,

    /** Owes the effect by then, also where it was done, or given up, before. */
    async addAgain(kind: JobKind, about: string, dueAt: string): Promise<void> {
      const key: JobKey = `${kind}:${about}`
      const owed = { $set: { state: 'waiting' as const, dueAt, tries: 0 }, $unset: { endedAt: '' as const } }
      await add(kind, about, dueAt)
      // In this order: what is hastened can't be ended by who is at it, and what has ended by then is owed anew.
      await hasten(key, dueAt)
      await collection.updateOne({ _id: key, state: { $in: ['done', 'dead'] } }, owed)
    },

    async get(key: string): Promise<Job | undefined> {
      const found = await collection.findOne({ _id: key })
      return found ? job.parse(found) : undefined
    },

    /** Claims one due job for whoever holds `token`, until the lease ends; undefined when nothing is due. */
    claim: (now: string, token: string, until: string) =>
      claimed({ state: 'waiting', dueAt: { $lte: now } }, now, token, until),

    /** Claims this one before its time, unless somebody else is at work on it; one that has failed keeps its back-off. */
    async claimOne(key: JobKey, now: string, token: string, until: string): Promise<KnownJob | undefined> {
      const fresh = { $or: [{ tries: 0 }, { dueAt: { $lte: now } }] }
      return claimed({ _id: key, state: 'waiting', $and: [fresh] }, now, token, until)
    },

    /** Whether somebody works on it just now. */
    async isAtWork(key: string, now: string): Promise<boolean> {
      return (await collection.countDocuments({ _id: key, state: 'waiting', 'lease.until': { $gt: now } })) > 0
    },

    /** false: the lease was lost meanwhile, and somebody else decides. */
    finish: (key: string, token: string, endedAt: string) =>
      ended(key, token, { state: 'done', endedAt }, NOT_HASTENED),

    retry: (key: string, token: string, dueAt: string, reason: string) => ended(key, token, { dueAt, reason }),

    /** Not over: it is to be looked at again, which is no failure. */
    postpone: (key: string, token: string, dueAt: string) => ended(key, token, { dueAt, tries: 0 }, NOT_HASTENED),

    hasten,

    bury: (key: string, token: string, reason: string) => ended(key, token, { state: 'dead', reason }, NOT_HASTENED),

    /** What was given up, with the reason of its last try. */
    async dead(limit: number): Promise<Job[]> {
      const found = await collection.find({ state: 'dead' }, { sort: { dueAt: 1 }, limit }).toArray()
      return found.map((each) => job.parse(each))
    },

    /** A dead job is due again; false: it isn't dead. */
    async revive(key: string, dueAt: string): Promise<boolean> {
      const { matchedCount } = await collection.updateOne(
        { _id: key, state: 'dead' },
        { $set: { state: 'waiting', dueAt, tries: 0 } },
      )
      return matchedCount === 1
    },

    /** Takes away what was done by then: it may be owed again from there on, if anybody still can. */
    pruneDone: pruning(collection, 'endedAt', { state: 'done' }),

    async waiting(limit: number): Promise<Job[]> {
      const found = await collection.find({ state: 'waiting' }, { sort: { dueAt: 1 }, limit }).toArray()
      return found.map((each) => job.parse(each))
    },
  }

  /** Owes the effect once: a job with this key that exists, done or not, stays as it is. */
  async function add(kind: JobKind, about: string, dueAt: string): Promise<void> {
    await insertOnce(collection, { _id: `${kind}:${about}`, kind, about, dueAt, state: 'waiting', tries: 0 })
  }

  /**
   * It is looked at by then, and not only when it was put off to; once more if somebody is at it just now. What isn't
   * waiting stays as it is.
   */
  async function hasten(key: JobKey, dueAt: string): Promise<void> {
    const waiting = { _id: key, state: 'waiting' as const }
    const atWork = { ...waiting, lease: { $exists: true } }
    const { matchedCount } = await collection.updateOne(atWork, { $min: { dueAt }, $set: { again: true } })
    if (matchedCount === 0) await collection.updateOne({ ...waiting, dueAt: { $gt: dueAt } }, { $set: { dueAt } })
  }

  async function claimed(filter: object, now: string, token: string, until: string): Promise<KnownJob | undefined> {
    const found = await collection.findOneAndUpdate(
      { ...KNOWN, ...filter, $or: [{ lease: { $exists: false } }, { 'lease.until': { $lte: now } }] },
      { $set: { lease: { token, until } }, $inc: { tries: 1 }, $unset: { again: '' } },
      { returnDocument: 'after', sort: { dueAt: 1 } },
    )
    return found ? knownJob.parse(found) : undefined
  }

  async function ended(key: string, token: string, set: Partial<Job>, unless: object = {}): Promise<boolean> {
    const mine = { _id: key, 'lease.token': token }
    const { matchedCount } = await collection.updateOne({ ...mine, ...unless }, { $set: set, $unset: { lease: '' } })
    if (matchedCount === 1) return true
    // Hastened meanwhile: it is due as it stands.
    const left = await collection.updateOne(mine, { $set: { tries: 0 }, $unset: { lease: '' } })
    return left.matchedCount === 1
  }
}

import { type Collection, isDuplicateKey } from './collection.ts'
import { type Job, job } from './job.ts'
import { prune } from './prune.ts'

/** Jobs: claimed with a lease and a token by whichever instance comes first. */
export async function openJobs(collection: Collection<Job>) {
  await collection.createIndex({ state: 1, dueAt: 1 }, { name: 'due' })
  await collection.createIndex({ state: 1, endedAt: 1 }, { name: 'done', partialFilterExpression: { state: 'done' } })
  return {
    /** Owes the effect once: a job with this key that exists, done or not, stays as it is. */
    async add(kind: string, about: string, dueAt: string): Promise<void> {
      try {
        await collection.insertOne({ _id: `${kind}:${about}`, kind, about, dueAt, state: 'waiting', tries: 0 })
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },

    async get(key: string): Promise<Job | undefined> {
      const found = await collection.findOne({ _id: key })
      return found ? job.parse(found) : undefined
    },

    /** Claims one due job for whoever holds `token`, until the lease ends; undefined when nothing is due. */
    async claim(now: string, token: string, until: string): Promise<Job | undefined> {
      return claimed({ state: 'waiting', dueAt: { $lte: now } }, now, token, until)
    },

    /** Claims this one before its time, unless somebody else is at work on it; one that has failed keeps its back-off. */
    async claimOne(key: string, now: string, token: string, until: string): Promise<Job | undefined> {
      const fresh = { $or: [{ tries: 0 }, { dueAt: { $lte: now } }] }
      return claimed({ _id: key, state: 'waiting', $and: [fresh] }, now, token, until)
    },

    /** false: the lease was lost meanwhile, and somebody else decides. */
    async finish(key: string, token: string, endedAt: string): Promise<boolean> {
      return ended(key, token, { state: 'done', endedAt })
    },

    async retry(key: string, token: string, dueAt: string, reason: string): Promise<boolean> {
      return ended(key, token, { dueAt, reason })
    },

    /** Not over: it is to be looked at again, which is no failure. */
    async postpone(key: string, token: string, dueAt: string): Promise<boolean> {
      return ended(key, token, { dueAt, tries: 0 })
    },

    /** It is looked at by then, and not only when it was put off to. What isn't waiting stays as it is. */
    async hasten(key: string, dueAt: string): Promise<void> {
      await collection.updateOne({ _id: key, state: 'waiting', dueAt: { $gt: dueAt } }, { $set: { dueAt } })
    },

    async bury(key: string, token: string, reason: string): Promise<boolean> {
      return ended(key, token, { state: 'dead', reason })
    },

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
    async pruneDone(before: string, limit: number): Promise<number> {
      return prune(collection, { state: 'done', endedAt: { $lte: before } }, 'endedAt', limit)
    },

    async waiting(limit: number): Promise<Job[]> {
      const found = await collection.find({ state: 'waiting' }, { sort: { dueAt: 1 }, limit }).toArray()
      return found.map((each) => job.parse(each))
    },
  }

  async function claimed(filter: object, now: string, token: string, until: string): Promise<Job | undefined> {
    const found = await collection.findOneAndUpdate(
      { ...filter, $or: [{ lease: { $exists: false } }, { 'lease.until': { $lte: now } }] },
      { $set: { lease: { token, until } }, $inc: { tries: 1 } },
      { returnDocument: 'after', sort: { dueAt: 1 } },
    )
    return found ? job.parse(found) : undefined
  }

  async function ended(key: string, token: string, set: Partial<Job>): Promise<boolean> {
    const { matchedCount } = await collection.updateOne(
      { _id: key, 'lease.token': token },
      { $set: set, $unset: { lease: '' } },
    )
    return matchedCount === 1
  }
}

export type Jobs = Awaited<ReturnType<typeof openJobs>>

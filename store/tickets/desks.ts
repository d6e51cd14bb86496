import { again, unlessLost } from '../database/again.ts'
import type { Collection } from '../database/collection.ts'
import { records } from '../database/records.ts'
import { ok, type Result, refused } from '../values/result.ts'
import { codeOf, type Desk, type DeskCode, desk, deskCode, found, isCode, lost, newDeskCode, tried } from './desk.ts'

/** There is one desk, and one code at a time. */
const THE_DESK = 'desk'

/** The desk's place, and the code that sets it up. */
export function openDesks(places: Collection<Desk>, codes: Collection<DeskCode>) {
  const desks = records(places, desk)
  const given = records(codes, deskCode)

  return {
    get: () => desks.get(THE_DESK),

    /** A new code, to be told to whoever sets up the desk: good for 15 minutes and five tries, kept as a hash. */
    async newCode(random: Uint8Array, now: string): Promise<string> {
      const code = codeOf(random)
      await codes.deleteOne({ _id: 'code' })
      await given.insert(newDeskCode(code, now))
      return code
    },

    /**
     * Uses the code up for this channel and keeps the desk; a second desk is refused, and a wrong try is counted. Whoever
     * says the same code there again, at the same time or after a crash, gets the desk that it makes.
     */
    async setUp(place: Omit<Desk, '_id' | 'version'>, said: string, now: string): Promise<Result<Desk>> {
      const here = `${place.teamId} ${place.channelId}`
      const before = await desks.get(THE_DESK)
      if (before) return sameOr(before, await isOurs(said, now, here))
      const may = await again(() => tryCode(said, now, here))
      if (may.ok) await desks.insert({ ...place, _id: THE_DESK, version: 1 })
      const there = await desks.get(THE_DESK)
      return there ? sameOr(there, may.ok) : may.ok ? refused('desk-code-over') : may
    },

    /** The operator, or a team owner by removing the bot and the operator after them. false: there is none. */
    async remove(): Promise<boolean> {
      await codes.deleteOne({ _id: 'code', usedFor: { $exists: true } })
      return (await places.deleteOne({ _id: THE_DESK })).deletedCount === 1
    },

    /** The channel can't be written to any more: `now`; or it can again. */
    async setLost(now: string | undefined): Promise<void> {
      await change((desk) =>
        (desk.lostAt === undefined) === (now === undefined) ? desk : now ? lost(desk, now) : found(desk),
      )
    },

    /** Takes one of the few tries that a lost desk gets; of several at once one does. false: not now. */
    async mayTry(now: string): Promise<boolean> {
      const before = await desks.get(THE_DESK)
      const after = before && tried(before, now)
      if (!before || !after || after === before) return false
      return (await unlessLost(() => desks.save(before, after))) !== undefined
    },

    /** Something in the team has happened: a lost desk is tried at once. */
    async tryNow(now: string): Promise<void> {
      await change((desk) => (desk.lostAt ? { ...desk, tryAt: now, tries: 0 } : desk))
    },

    /** Where Teams says the channel is reached now. */
    async moved(reference: string): Promise<void> {
      await change((desk) => (desk.reference === reference ? desk : { ...desk, reference }))
    },
  }

  async function change(decide: (desk: Desk) => Desk): Promise<void> {
    await again(async () => {
      const before = await desks.get(THE_DESK)
      const after = before && decide(before)
      if (before && after && after !== before) await desks.save(before, after)
    })
  }

  async function tryCode(said: string, now: string, here: string): Promise<Result<DeskCode>> {
    const kept = await given.get('code')
    const may = isCode(kept, said, now, here)
    if (may.ok && may.value.usedFor === undefined)
      await given.save(may.value, { ...may.value, triesLeft: 0, usedFor: here })
    else if (kept && !may.ok && may.refusal === 'desk-code-wrong')
      await given.save(kept, { ...kept, triesLeft: kept.triesLeft - 1 })
    return may
  }

  /** Whether the desk that is there was made with this code, for this channel. */
  async function isOurs(said: string, now: string, here: string): Promise<boolean> {
    const kept = await given.get('code')
    return kept?.usedFor === here && isCode(kept, said, now, here).ok
  }
}

function sameOr(there: Desk, isSame: boolean): Result<Desk> {
  return isSame ? ok(there) : refused('desk-exists')
}

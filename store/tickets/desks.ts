import { again } from '../database/again.ts'
import type { Collection } from '../database/collection.ts'
import { records } from '../database/records.ts'
import { type Result, refused } from '../values/result.ts'
import { codeOf, type Desk, type DeskCode, desk, deskCode, isCode, newDeskCode } from './desk.ts'

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

    /** Uses the code up and keeps the desk; a second desk is refused, and a wrong try is counted. */
    async setUp(place: Omit<Desk, '_id' | 'version'>, code: string, now: string): Promise<Result<Desk>> {
      if (await desks.get(THE_DESK)) return refused('desk-exists')
      const tried = await again(() => tryCode(code, now))
      if (!tried.ok) return tried
      const made: Desk = { ...place, _id: THE_DESK, version: 1 }
      return (await desks.insert(made)) ? { ok: true, value: made } : refused('desk-exists')
    },

    /** The operator, or a team owner by removing the bot and the operator after them. false: there is none. */
    async remove(): Promise<boolean> {
      return (await places.deleteOne({ _id: THE_DESK })).deletedCount === 1
    },

    /** The channel can't be written to any more, or again. */
    async setLost(lostAt: string | undefined): Promise<void> {
      await again(async () => {
        const before = await desks.get(THE_DESK)
        if (!before || (before.lostAt === undefined) === (lostAt === undefined)) return
        const { lostAt: _before, ...rest } = before
        await desks.save(before, { ...rest, ...(lostAt ? { lostAt } : {}) })
      })
    },

    /** Where Teams says the channel is reached now. */
    async moved(reference: string): Promise<void> {
      const before = await desks.get(THE_DESK)
      if (!before || before.reference === reference) return
      await desks.save(before, { ...before, reference })
    },
  }

  async function tryCode(code: string, now: string): Promise<Result<DeskCode>> {
    const kept = await given.get('code')
    const may = isCode(kept, code, now)
    if (may.ok) await given.save(may.value, { ...may.value, triesLeft: 0 })
    else if (kept && may.refusal === 'desk-code-wrong')
      await given.save(kept, { ...kept, triesLeft: kept.triesLeft - 1 })
    return may
  }
}

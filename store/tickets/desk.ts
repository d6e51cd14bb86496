import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { locale } from '../values/locale.ts'
import { ok, type Result, refused } from '../values/result.ts'
import { instant, later } from '../values/time.ts'

/** The one place where support works: a team's standard channel. Its team's members, never its guests, are the agents. */
export const desk = z.strictObject({
  _id: z.string(),
  version: z.int(),
  tenantId: z.string(),
  teamId: z.string(),
  channelId: z.string(),
  /** How to write into the channel, as JSON: the Bot Framework's own. */
  reference: z.string().max(8_000),
  /** The language and the zone of its cards: those of who set it up. */
  locale,
  zone: z.string(),
  setUpBy: z.string(),
  setUpAt: instant,
  /** The channel is gone or the bot was removed from it: the operator's to look after. */
  lostAt: instant.optional(),
  /** While it is lost: when it is tried next, and how often it was. Absent where an earlier version has lost it: now. */
  tryAt: instant.optional(),
  tries: z.int().nonnegative().optional(),
})
export type Desk = z.infer<typeof desk>

const FIRST_TRY_MS = 3_600_000
const LONGEST_TRY_MS = 6 * FIRST_TRY_MS

/** It can't be written to: tried again after an hour, then less and less often, down to every six hours. */
export function lost(desk: Desk, now: string): Desk {
  return { ...desk, lostAt: now, tryAt: later(now, FIRST_TRY_MS), tries: 0 }
}

export function found({ lostAt: _lost, tryAt: _at, tries: _tries, ...desk }: Desk): Desk {
  return desk
}

/** One try of a lost desk, and when the next one is; the desk itself: not yet. */
export function tried(desk: Desk, now: string): Desk {
  if (!desk.lostAt || (desk.tryAt ?? now) > now) return desk
  const tries = (desk.tries ?? 0) + 1
  const wait = Math.min(FIRST_TRY_MS * 2 ** tries, LONGEST_TRY_MS)
  return { ...desk, tryAt: later(now, wait), tries }
}

/** What lets somebody set up a desk, once. Only its hash is kept. */
export const deskCode = z.strictObject({
  _id: z.string(),
  version: z.int(),
  hash: z.string(),
  until: instant,
  triesLeft: z.int().nonnegative(),
  /** It is used up, and for which team and channel: said there again, it means the desk that it has made. */
  usedFor: z.string().optional(),
})
export type DeskCode = z.infer<typeof deskCode>

const MOST_TRIES = 5
const VALID_MS = 15 * 60_000
/** Letters and digits that nobody takes for another. */
const SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const LENGTH = 10

/** `random`: at least ten unguessable bytes. */
export function codeOf(random: Uint8Array): string {
  const signs = [...random.slice(0, LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('')
  return `${signs.slice(0, 5)}-${signs.slice(5)}`
}

/** The record of a new code; one that was given before is no longer good. */
export function newDeskCode(code: string, now: string): DeskCode {
  const until = later(now, VALID_MS)
  return { _id: 'code', version: 1, hash: hashOf(code), until, triesLeft: MOST_TRIES }
}

/** Whether the code is the one that was given, in time and within five tries; `place`: it may be used up for it already. */
export function isCode(kept: DeskCode | undefined, tried: string, now: string, place: string): Result<DeskCode> {
  const isUsed = kept?.usedFor === place
  if (!kept || kept.until <= now || (kept.triesLeft < 1 && !isUsed)) return refused('desk-code-over')
  const [a, b] = [Buffer.from(kept.hash), Buffer.from(hashOf(tried))]
  return a.length === b.length && timingSafeEqual(a, b) ? ok(kept) : refused('desk-code-wrong')
}

function hashOf(code: string): string {
  return createHash('sha256')
    .update(
      code
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, ''),
    )
    .digest('hex')
}

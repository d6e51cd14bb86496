import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { locale } from '../values/locale.ts'
import { ok, type Result, refused } from '../values/result.ts'
import { instant } from '../values/time.ts'

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
})
export type Desk = z.infer<typeof desk>

/** What lets somebody set up a desk, once. Only its hash is kept. */
export const deskCode = z.strictObject({
  _id: z.string(),
  version: z.int(),
  hash: z.string(),
  until: instant,
  triesLeft: z.int().nonnegative(),
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
  const until = new Date(Date.parse(now) + VALID_MS).toISOString()
  return { _id: 'code', version: 1, hash: hashOf(code), until, triesLeft: MOST_TRIES }
}

/** Whether the code is the one that was given, in time and within five tries. */
export function isCode(kept: DeskCode | undefined, tried: string, now: string): Result<DeskCode> {
  if (!kept || kept.until <= now || kept.triesLeft < 1) return refused('desk-code-over')
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

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'
import { derivedKey } from '../../store/benefits/derived-key.ts'
import type { Clock } from '../../store/use-cases/services.ts'

/** Letters of a token that are read. */
const LONGEST = 2_000

export type LinkSigning = {
  /** The newest signs; each of them is still read. */
  secrets: readonly string[]
  publicUrl: string
  clock: Clock
}

/**
 * Links to pages of ours that say whom they are for and until when, and that nobody else can make. `use`: a link of one
 * kind is none of another. Without a secret, making one throws a TypeError.
 */
export function signedLinks<Claims extends { until: number }>(
  { secrets, publicUrl, clock }: LinkSigning,
  of: { use: string; claims: z.ZodType<Claims>; goodForSeconds: number },
) {
  const keys = secrets.map((secret) => derivedKey(secret, of.use))

  return {
    make(path: string, about: Omit<Claims, 'until'>): string {
      const [newest] = keys
      if (!newest) throw new TypeError(`${of.use} need a secret`)
      const until = Math.floor(clock.now().epochMilliseconds / 1000) + of.goodForSeconds
      const payload = Buffer.from(JSON.stringify({ ...about, until })).toString('base64url')
      return `${publicUrl}${path}?t=${payload}.${signature(newest, payload).toString('base64url')}`
    },

    /** What the link says; undefined unless we have signed it. */
    read(token: string): (Claims & { isOver: boolean }) | undefined {
      const [payload = '', signed = ''] = token.slice(0, LONGEST).split('.')
      const given = Buffer.from(signed, 'base64url')
      const ours = keys.map((key) => signature(key, payload))
      if (!ours.some((each) => each.length === given.length && timingSafeEqual(each, given))) return undefined
      const told = of.claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
      return { ...told, isOver: told.until * 1000 <= clock.now().epochMilliseconds }
    },
  }
}

function signature(key: Buffer, payload: string): Buffer {
  return createHmac('sha256', key).update(payload).digest()
}

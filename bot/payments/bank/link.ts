import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { derivedKey } from '../../../store/benefits/derived-key.ts'
import type { Clock } from '../../../store/use-cases/services.ts'
import { type Locale, locale } from '../../../store/values/locale.ts'

export const BANK_LINK_PATH = '/bank'
/** Longer than any bank is waited for. */
const GOOD_FOR_SECONDS = 4 * 86_400

/** `key`: the attempt that the bank asks about. */
const claims = z.strictObject({ order: z.string(), key: z.string(), locale, until: z.int() })
type BankClaims = z.infer<typeof claims>

/**
 * Links to the page of ours that leads to the bank's: signed as those of receipts are. Making one asks the gateway nothing;
 * whoever holds the card may be another person than the one who was sent it.
 */
export function bankLinks(options: { secrets: readonly string[]; publicUrl: string; clock: Clock }) {
  const { publicUrl, clock } = options
  const keys = options.secrets.map((secret) => derivedKey(secret, 'bank links'))

  function signature(key: Buffer, payload: string): Buffer {
    return createHmac('sha256', key).update(payload).digest()
  }

  return {
    make(of: { orderId: string; key: string; locale: Locale }): string {
      const [newest] = keys
      if (!newest) throw new TypeError('a link to the bank needs a secret')
      const until = Math.floor(clock.now().epochMilliseconds / 1000) + GOOD_FOR_SECONDS
      const told: BankClaims = { order: of.orderId, key: of.key, locale: of.locale, until }
      const payload = Buffer.from(JSON.stringify(told)).toString('base64url')
      return `${publicUrl}${BANK_LINK_PATH}?t=${payload}.${signature(newest, payload).toString('base64url')}`
    },

    /** What the link says; undefined unless we have signed it. */
    read(token: string): (BankClaims & { isOver: boolean }) | undefined {
      const [payload = '', signed = ''] = token.slice(0, 2_000).split('.')
      const given = Buffer.from(signed, 'base64url')
      const ours = keys.map((key) => signature(key, payload))
      if (!ours.some((each) => each.length === given.length && timingSafeEqual(each, given))) return undefined
      const told = claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
      return { ...told, isOver: told.until * 1000 <= clock.now().epochMilliseconds }
    },
  }
}

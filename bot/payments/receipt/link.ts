import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { derivedKey } from '../../../store/benefits/derived-key.ts'
import type { Clock } from '../../../store/use-cases/services.ts'
import { type Locale, locale } from '../../../store/values/locale.ts'

export const RECEIPT_PATH = '/receipt'
export const PAPER_PATH = '/receipt/paper'
export const PDF_PATH = '/receipt/paper.pdf'
const GOOD_FOR_SECONDS = 3600

const claims = z.strictObject({
  ...{ order: z.string(), partner: z.string(), locale, until: z.int(), id: z.string() },
  /** The number of one of its papers: the link leads to that. */
  paper: z.string().optional(),
})
export type ReceiptClaims = z.infer<typeof claims>

/** Links to the printable receipts: signed, good for an hour, each made for one showing in the chat. */
export function receiptLinks(options: {
  secrets: readonly string[]
  publicUrl: string
  clock: Clock
  /** Unguessable. */
  newId: () => string
}) {
  const { publicUrl, clock, newId } = options
  const keys = options.secrets.map((secret) => derivedKey(secret, 'receipt links'))

  function signature(key: Buffer, payload: string): Buffer {
    return createHmac('sha256', key).update(payload).digest()
  }

  return {
    make(of: { orderId: string; partnerId: string; locale: Locale; paper?: string | undefined }): string {
      const [newest] = keys
      if (!newest) throw new TypeError('a receipt link needs a secret')
      const until = Math.floor(clock.now().epochMilliseconds / 1000) + GOOD_FOR_SECONDS
      const paper = of.paper === undefined ? {} : { paper: of.paper }
      const about = { order: of.orderId, partner: of.partnerId, ...paper }
      const told: ReceiptClaims = { ...about, locale: of.locale, until, id: newId() }
      const payload = Buffer.from(JSON.stringify(told)).toString('base64url')
      const path = of.paper === undefined ? RECEIPT_PATH : PAPER_PATH
      return `${publicUrl}${path}?t=${payload}.${signature(newest, payload).toString('base64url')}`
    },

    /** What the link says; undefined unless we have signed it. `isOver`: its hour is. */
    read(token: string): (ReceiptClaims & { isOver: boolean }) | undefined {
      const [payload = '', signed = ''] = token.slice(0, 2_000).split('.')
      const given = Buffer.from(signed, 'base64url')
      const ours = keys.map((key) => signature(key, payload))
      if (!ours.some((each) => each.length === given.length && timingSafeEqual(each, given))) return undefined
      const told = claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
      return { ...told, isOver: told.until * 1000 <= clock.now().epochMilliseconds }
    },
  }
}

export type ReceiptLinks = ReturnType<typeof receiptLinks>

import { z } from 'zod'
import { type Locale, locale } from '../../../store/values/locale.ts'
import { type LinkSigning, signedLinks } from '../signed-link.ts'

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

/** `newId`: unguessable. */
type Options = LinkSigning & { newId: () => string }

/** Links to the printable receipts: signed, good for an hour, each made for one showing in the chat. */
export function receiptLinks({ newId, ...signing }: Options) {
  const { make, read } = signedLinks(signing, { use: 'receipt links', claims, goodForSeconds: GOOD_FOR_SECONDS })

  return {
    make(of: { orderId: string; partnerId: string; locale: Locale; paper?: string | undefined }): string {
      const about = { order: of.orderId, partner: of.partnerId, locale: of.locale, id: newId() }
      return of.paper === undefined ? make(RECEIPT_PATH, about) : make(PAPER_PATH, { ...about, paper: of.paper })
    },
    read,
  }
}

export type ReceiptLinks = ReturnType<typeof receiptLinks>

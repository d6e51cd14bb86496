import { z } from 'zod'
import { type Locale, locale } from '../../../store/values/locale.ts'
import { type LinkSigning, signedLinks } from '../signed-link.ts'

export const BANK_LINK_PATH = '/bank'
/** Longer than any bank is waited for. */
const GOOD_FOR_SECONDS = 4 * 86_400

/** `key`: the attempt that the bank asks about. */
const claims = z.strictObject({ order: z.string(), key: z.string(), locale, until: z.int() })

/**
 * Links to the page of ours that leads to the bank's: signed as those of receipts are. Making one asks the gateway nothing;
 * whoever holds the card may be another person than the one who was sent it.
 */
export function bankLinks(signing: LinkSigning) {
  const { make, read } = signedLinks(signing, { use: 'bank links', claims, goodForSeconds: GOOD_FOR_SECONDS })

  return {
    make: (of: { orderId: string; key: string; locale: Locale }): string =>
      make(BANK_LINK_PATH, { order: of.orderId, key: of.key, locale: of.locale }),
    read,
  }
}

import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button } from './actions.ts'
import { messageCard } from './message.ts'
import { offAlreadyText, outlookText, subscriptionFacts } from './subscription-facts.ts'
import { text } from './text.ts'

export const renewalRefused = z.strictObject({
  nonce: z.string(),
  held: subscriptionFacts,
  offerId: z.string(),
  areaId: z.string(),
  /** Why not, with its date, as a sentence. */
  reason: z.string(),
  /** The grace period is over, or it was cancelled: the way back is to subscribe. */
  over: z.boolean(),
})

/** Why it cannot be renewed now, from when on it can, and the way back where there is one (S14, S18). */
export function renewalRefusedCard(data: z.input<typeof renewalRefused>, locale: Locale): Attachment {
  const { nonce, held: of, offerId, areaId, reason, over } = renewalRefused.parse(data)
  const again = { verb: 'subscribe' as const, offerId, ...(areaId ? { area: areaId } : {}), nonce }
  const details = { verb: 'pick' as const, list: 'purchased-offers', pick: of.id, nonce }
  return messageCard(
    {
      title: text(locale, 'renewal.not-now', { offer: of.name }),
      lines: [
        reason,
        ...(over ? [] : [outlookText(of, locale)]),
        ...(over || of.autoRenew ? [] : [offAlreadyText(of, locale)]),
      ],
      buttons: [
        ...(over ? [button(text(locale, 'button.subscribe-again'), again, { style: 'positive' })] : []),
        button(text(locale, 'button.details'), details),
      ],
    },
    locale,
  )
}

import { z } from 'zod'
import { button } from './actions.ts'
import { messageOf } from './message.ts'
import { offAlreadyText, outlookText, subscriptionFacts } from './subscription-facts.ts'

const renewalRefused = z.strictObject({
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
export const renewalRefusedCard = messageOf(
  renewalRefused,
  ({ nonce, held: of, offerId, areaId, reason, over }, say, locale) => {
    const again = { verb: 'subscribe' as const, offerId, ...(areaId ? { area: areaId } : {}), nonce }
    const details = { verb: 'pick' as const, list: 'purchased-offers', pick: of.id, nonce }
    return {
      title: say('renewal.not-now', { offer: of.name }),
      lines: [
        reason,
        ...(over ? [] : [outlookText(of, locale)]),
        ...(over || of.autoRenew ? [] : [offAlreadyText(of, locale)]),
      ],
      buttons: [
        ...(over ? [button(say('button.subscribe-again'), again, { style: 'positive' })] : []),
        button(say('button.details'), details),
      ],
    }
  },
)

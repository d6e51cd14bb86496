import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button } from './actions.ts'
import { messageCard } from './message.ts'
import { subscriptionDates, subscriptionFacts } from './subscription-facts.ts'
import { text } from './text.ts'

export const autoRenewConfirm = z.strictObject({
  nonce: z.string(),
  held: subscriptionFacts,
  /** Whether it can be renewed today. */
  renewable: z.boolean(),
  graceDays: z.int().positive(),
})

/** All that turning auto-renew off means, before it is done (S13), and that only renewing turns it on again (S14). */
export function autoRenewConfirmCard(data: z.input<typeof autoRenewConfirm>, locale: Locale): Attachment {
  const { nonce, held: of, renewable, graceDays } = autoRenewConfirm.parse(data)
  const { date, closes, opens } = subscriptionDates(of, locale)
  const typed = { confirm: text(locale, 'word.confirm'), keep: text(locale, 'word.keep') }
  const confirm = { verb: 'confirm-turn-off' as const, subscriptionId: of.id, term: of.term.number, nonce }
  return messageCard(
    {
      title: text(locale, 'off.title', { offer: of.name }),
      lines: [
        ...(of.renewing ? [text(locale, 'off.renewing', { order: of.renewing })] : []),
        text(locale, 'off.ends', { date }),
        text(locale, 'off.stop', { closes, days: graceDays }),
        text(locale, 'off.remind'),
      ],
      highlight: text(locale, renewable ? 'off.no-way-on-now' : 'off.no-way-on', { opens, closes }),
      hints: [text(locale, 'off.typed', typed)],
      buttons: [
        button(text(locale, 'button.turn-off-auto-renew'), confirm),
        button(text(locale, 'button.keep-auto-renew'), { verb: 'keep-auto-renew', subscriptionId: of.id, nonce }),
      ],
    },
    locale,
  )
}

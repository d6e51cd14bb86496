import { z } from 'zod'
import { button } from './actions.ts'
import { messageOf } from './message.ts'
import { subscriptionDates, subscriptionFacts } from './subscription-facts.ts'

const autoRenewConfirm = z.strictObject({
  nonce: z.string(),
  held: subscriptionFacts,
  /** Whether it can be renewed today. */
  renewable: z.boolean(),
  graceDays: z.int().positive(),
})

/** All that turning auto-renew off means, before it is done (S13), and that only renewing turns it on again (S14). */
export const autoRenewConfirmCard = messageOf(
  autoRenewConfirm,
  ({ nonce, held: of, renewable, graceDays }, say, locale) => {
    const { date, closes, opens } = subscriptionDates(of, locale)
    const typed = { confirm: say('word.confirm'), keep: say('word.keep') }
    const confirm = { verb: 'confirm-turn-off' as const, subscriptionId: of.id, term: of.term.number, nonce }
    return {
      title: say('off.title', { offer: of.name }),
      lines: [
        ...(of.renewing ? [say('off.renewing', { order: of.renewing })] : []),
        say('off.ends', { date }),
        say('off.stop', { closes, days: graceDays }),
        say('off.remind'),
      ],
      highlight: say(renewable ? 'off.no-way-on-now' : 'off.no-way-on', { opens, closes }),
      hints: [say('off.typed', typed)],
      buttons: [
        button(say('button.turn-off-auto-renew'), confirm),
        button(say('button.keep-auto-renew'), { verb: 'keep-auto-renew', subscriptionId: of.id, nonce }),
      ],
    }
  },
)

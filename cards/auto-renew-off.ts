import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button } from './actions.ts'
import { messageCard } from './message.ts'
import { subscriptionDates, subscriptionFacts } from './subscription-facts.ts'
import { text } from './text.ts'

export const autoRenewOff = z.strictObject({ nonce: z.string(), held: subscriptionFacts, renewable: z.boolean() })

/** What holds now, and the one way on again. */
export function autoRenewOffCard(data: z.input<typeof autoRenewOff>, locale: Locale): Attachment {
  const { nonce, held: of, renewable } = autoRenewOff.parse(data)
  return messageCard(
    {
      title: text(locale, 'off.done-title'),
      tone: 'good',
      lines: [
        text(locale, renewable ? 'off.done-now' : 'off.done', { offer: of.name, ...subscriptionDates(of, locale) }),
        ...(of.renewing ? [text(locale, 'off.renewing', { order: of.renewing })] : []),
      ],
      buttons: [
        ...(renewable
          ? [button(text(locale, 'button.renew-subscription'), { verb: 'renew', subscriptionId: of.id, nonce })]
          : []),
        button(text(locale, 'button.purchased-offers'), { verb: 'command', command: 'purchased-offers', nonce }),
      ],
    },
    locale,
  )
}

import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button } from './actions.ts'
import { held, heldDates } from './held.ts'
import { noticeCard } from './notice.ts'
import { text } from './text.ts'

export const autoRenewOff = z.strictObject({ nonce: z.string(), held, renewable: z.boolean() })

/** What holds now, and the one way on again. */
export function autoRenewOffCard(data: z.input<typeof autoRenewOff>, locale: Locale): Attachment {
  const { nonce, held: of, renewable } = autoRenewOff.parse(data)
  return noticeCard(
    {
      title: text(locale, 'off.done-title'),
      tone: 'good',
      lines: [
        text(locale, renewable ? 'off.done-now' : 'off.done', { offer: of.name, ...heldDates(of, locale) }),
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

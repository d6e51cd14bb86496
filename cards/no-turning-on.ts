import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button } from './actions.ts'
import { formatDate } from './format.ts'
import { messageCard } from './message.ts'
import { subscriptionFacts } from './subscription-facts.ts'
import { text } from './text.ts'

export const noTurningOn = z.strictObject({
  nonce: z.string(),
  /** Those whose auto-renew is off, and whether each can be renewed today. */
  off: z.array(z.strictObject({ held: subscriptionFacts, renewable: z.boolean() })),
})

/** Somebody wants auto-renew on again: why only renewing does that, and Renew (S14). */
export function noTurningOnCard(data: z.input<typeof noTurningOn>, locale: Locale): Attachment {
  const { nonce, off } = noTurningOn.parse(data)
  const renewable = off.filter((each) => each.renewable)
  return messageCard(
    {
      title: text(locale, 'on.title'),
      lines: [
        text(locale, off.length ? 'on.why' : 'on.none-off'),
        ...off.map(({ held: of, renewable: now }) =>
          text(locale, now ? 'on.now' : 'on.from', {
            offer: of.name,
            date: formatDate(now ? of.closes : of.opens, locale),
          }),
        ),
      ],
      buttons: [
        ...renewable
          .slice(0, 1)
          .map(({ held: of }) =>
            renewable.length > 1
              ? button(text(locale, 'button.renew'), { verb: 'command', command: 'renew', nonce })
              : button(text(locale, 'button.renew-subscription'), { verb: 'renew', subscriptionId: of.id, nonce }),
          ),
        button(text(locale, 'button.purchased-offers'), { verb: 'command', command: 'purchased-offers', nonce }),
      ],
    },
    locale,
  )
}

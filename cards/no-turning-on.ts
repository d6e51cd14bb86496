import { z } from 'zod'
import { button } from './actions.ts'
import { formatDate } from './format.ts'
import { messageOf } from './message.ts'
import { subscriptionFacts } from './subscription-facts.ts'

const noTurningOn = z.strictObject({
  nonce: z.string(),
  /** Those whose auto-renew is off, and whether each can be renewed today. */
  off: z.array(z.strictObject({ held: subscriptionFacts, renewable: z.boolean() })),
})

/** Somebody wants auto-renew on again: why only renewing does that, and Renew (S14). */
export const noTurningOnCard = messageOf(noTurningOn, ({ nonce, off }, say, locale) => {
  const renewable = off.filter((each) => each.renewable)
  return {
    title: say('on.title'),
    lines: [
      say(off.length ? 'on.why' : 'on.none-off'),
      ...off.map(({ held: of, renewable: now }) =>
        say(now ? 'on.now' : 'on.from', {
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
            ? button(say('button.renew'), { verb: 'command', command: 'renew', nonce })
            : button(say('button.renew-subscription'), { verb: 'renew', subscriptionId: of.id, nonce }),
        ),
      button(say('button.purchased-offers'), { verb: 'command', command: 'purchased-offers', nonce }),
    ],
  }
})

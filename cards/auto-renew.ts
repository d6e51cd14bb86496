import { z } from 'zod'
import { button } from './actions.ts'
import { formatDate } from './format.ts'
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

const autoRenewOff = z.strictObject({ nonce: z.string(), held: subscriptionFacts, renewable: z.boolean() })

/** What holds now, and the one way on again. */
export const autoRenewOffCard = messageOf(autoRenewOff, ({ nonce, held: of, renewable }, say, locale) => ({
  title: say('off.done-title'),
  tone: 'good',
  lines: [
    say(renewable ? 'off.done-now' : 'off.done', { offer: of.name, ...subscriptionDates(of, locale) }),
    ...(of.renewing ? [say('off.renewing', { order: of.renewing })] : []),
  ],
  buttons: [
    ...(renewable ? [button(say('button.renew-subscription'), { verb: 'renew', subscriptionId: of.id, nonce })] : []),
    button(say('button.purchased-offers'), { verb: 'command', command: 'purchased-offers', nonce }),
  ],
}))

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

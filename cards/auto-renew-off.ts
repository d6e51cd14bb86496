import { z } from 'zod'
import { button } from './actions.ts'
import { messageOf } from './message.ts'
import { subscriptionDates, subscriptionFacts } from './subscription-facts.ts'

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

import { z } from 'zod'
import { button, link } from './actions.ts'
import { messageOf } from './message.ts'
import { plain } from './plain.ts'

const terms = z.strictObject({
  nonce: z.string(),
  orderId: z.string(),
  company: z.string(),
  offer: z.string(),
  name: z.string(),
  version: z.string(),
  url: z.url(),
  /** What is bought, for how much and how long, and that nothing is charged yet. */
  order: z.string().default(''),
})

/** The terms: what is agreed to, in which version, and that pressing the button agrees (S8). */
export const termsCard = messageOf(terms, ({ nonce, orderId, company, offer, name, version, url, order }, say) => {
  const typed = { agree: say('word.agree'), decline: say('word.decline') }
  const agree = say('button.agree')
  return {
    title: say('terms.title'),
    lines: [...(order ? [order] : []), say('terms.intro', { offer }), say('terms.kept')],
    highlight: say('terms.agree', { button: agree, company: plain(company), name, version }),
    hints: [say('terms.typed', typed)],
    buttons: [
      button(agree, { verb: 'agree-terms', orderId, nonce }, { style: 'positive' }),
      link(say('button.read-terms'), url),
      button(say('button.decline'), { verb: 'decline-terms', orderId, nonce }),
    ],
  }
})

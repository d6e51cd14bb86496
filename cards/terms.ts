import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button, link } from './actions.ts'
import { messageCard } from './message.ts'
import { plain } from './plain.ts'
import { text } from './text.ts'

export const terms = z.strictObject({
  nonce: z.string(),
  orderId: z.string(),
  company: z.string(),
  offer: z.string(),
  name: z.string(),
  version: z.string(),
  url: z.url(),
})

/** The terms: what is agreed to, in which version, and that pressing the button agrees (S8). */
export function termsCard(data: z.input<typeof terms>, locale: Locale): Attachment {
  const { nonce, orderId, company, offer, name, version, url } = terms.parse(data)
  const typed = { agree: text(locale, 'word.agree'), decline: text(locale, 'word.decline') }
  const agree = text(locale, 'button.agree')
  return messageCard(
    {
      title: text(locale, 'terms.title'),
      lines: [text(locale, 'terms.intro', { offer })],
      highlight: text(locale, 'terms.agree', { button: agree, company: plain(company), name, version }),
      hints: [text(locale, 'terms.kept'), text(locale, 'terms.typed', typed)],
      buttons: [
        button(agree, { verb: 'agree-terms', orderId, nonce }, { style: 'positive' }),
        link(text(locale, 'button.read-terms'), url),
        button(text(locale, 'button.decline'), { verb: 'decline-terms', orderId, nonce }),
      ],
    },
    locale,
  )
}

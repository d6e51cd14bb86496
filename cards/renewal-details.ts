import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { money } from '../store/values/money.ts'
import { term } from '../store/values/term.ts'
import { button } from './actions.ts'
import { factsIn } from './fact.ts'
import { formatDate, formatMoney, formatZone } from './format.ts'
import { messageCard } from './message.ts'
import { plain } from './plain.ts'
import { subscriptionFacts } from './subscription-facts.ts'
import { text } from './text.ts'

export const renewalDetails = z.strictObject({
  nonce: z.string(),
  held: subscriptionFacts,
  company: z.string(),
  area: z.string().optional(),
  price: money,
  /** The term that will be paid for. */
  next: term,
})

/** The second step of renewing (S17): what it is about, to be confirmed before anything else is asked. */
export function renewalDetailsCard(data: z.input<typeof renewalDetails>, locale: Locale): Attachment {
  const view = renewalDetails.parse(data)
  const { nonce, held: of, company, area } = view
  const start = formatDate(view.next.start, locale)
  const fact = factsIn(locale)
  const confirm = { verb: 'confirm-renewal' as const, subscriptionId: of.id, term: view.next.number, nonce }
  const until = text(locale, 'held.until', { date: formatDate(of.term.end, locale) })
  return messageCard(
    {
      title: text(locale, 'renewal.title'),
      lines: [
        text(locale, 'renewal.intro', { company: plain(company), offer: of.name }),
        text(locale, 'renewal.follows', { start }),
        text(locale, of.autoRenew ? 'renewal.stays-on' : 'renewal.on-again'),
        text(locale, 'renewal.nothing-yet'),
      ],
      facts: [
        fact('offer', of.name),
        ...(area ? [fact('area', area)] : []),
        fact('current-term', until),
        fact('new-term', text(locale, 'term.one-year', { start, end: formatDate(view.next.end, locale) })),
        fact('price', formatMoney(view.price, locale)),
        fact('zone', formatZone(view.next.zone, locale)),
      ],
      hints: [text(locale, 'renewal.typed', { next: text(locale, 'word.next'), stop: text(locale, 'button.stop') })],
      buttons: [
        button(text(locale, 'button.next'), confirm, { style: 'positive' }),
        button(text(locale, 'button.stop'), { verb: 'leave', nonce }),
      ],
    },
    locale,
  )
}

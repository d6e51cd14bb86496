import { z } from 'zod'
import { money } from '../store/values/money.ts'
import { term } from '../store/values/term.ts'
import { instant } from '../store/values/time.ts'
import { button } from './actions.ts'
import { formatDate, formatMoney, formatZone } from './format.ts'
import { messageOf } from './message.ts'
import { plain } from './plain.ts'
import { offAlreadyText, outlookText, subscriptionFacts } from './subscription-facts.ts'
import { factsIn } from './text.ts'

const renewalDetails = z.strictObject({
  nonce: z.string(),
  held: subscriptionFacts,
  company: z.string(),
  area: z.string().optional(),
  price: money,
  /** The term that will be paid for. */
  next: term,
  now: instant,
})

/** The second step of renewing (S17): what it is about, to be confirmed before anything else is asked. */
export const renewalDetailsCard = messageOf(renewalDetails, (view, say, locale) => {
  const { nonce, held: of, company, area } = view
  const start = formatDate(view.next.start, locale)
  const fact = factsIn(locale)
  const confirm = { verb: 'confirm-renewal' as const, subscriptionId: of.id, term: view.next.number, nonce }
  const until = say('held.until', { date: formatDate(of.term.end, locale) })
  return {
    title: say('renewal.title'),
    lines: [
      say('renewal.intro', { company: plain(company), offer: of.name }),
      say('renewal.follows', { start }),
      say(of.autoRenew ? 'renewal.stays-on' : 'renewal.on-again'),
      say('renewal.nothing-yet'),
    ],
    facts: [
      fact('offer', of.name),
      ...(area ? [fact('area', area)] : []),
      fact('current-term', until),
      fact('new-term', say('term.one-year', { start, end: formatDate(view.next.end, locale) })),
      fact('price', formatMoney(view.price, locale)),
      fact('zone', formatZone(view.next.zone, locale, view.now)),
    ],
    hints: [say('renewal.typed', { next: say('word.next'), stop: say('button.stop') })],
    buttons: [
      button(say('button.next'), confirm, { style: 'positive' }),
      button(say('button.stop'), { verb: 'leave', nonce }),
    ],
  }
})

const renewalRefused = z.strictObject({
  nonce: z.string(),
  held: subscriptionFacts,
  offerId: z.string(),
  areaId: z.string(),
  /** Why not, with its date, as a sentence. */
  reason: z.string(),
  /** The grace period is over, or it was cancelled: the way back is to subscribe. */
  over: z.boolean(),
})

/** Why it cannot be renewed now, from when on it can, and the way back where there is one (S14, S18). */
export const renewalRefusedCard = messageOf(
  renewalRefused,
  ({ nonce, held: of, offerId, areaId, reason, over }, say, locale) => {
    const again = { verb: 'subscribe' as const, offerId, ...(areaId ? { area: areaId } : {}), nonce }
    const details = { verb: 'pick' as const, list: 'purchased-offers', pick: of.id, nonce }
    return {
      title: say('renewal.not-now', { offer: of.name }),
      lines: [
        reason,
        ...(over ? [] : [outlookText(of, locale)]),
        ...(over || of.autoRenew ? [] : [offAlreadyText(of, locale)]),
      ],
      buttons: [
        ...(over ? [button(say('button.subscribe-again'), again, { style: 'positive' })] : []),
        button(say('button.details'), details),
      ],
    }
  },
)

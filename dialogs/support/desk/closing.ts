import { deskConfirmCard } from '../../../cards/desk-panel.ts'
import { formatDate } from '../../../cards/format.ts'
import { offerName, text } from '../../../cards/text.ts'
import type { Subscription } from '../../../store/subscriptions/subscription.ts'
import { type ClosingDeed, deedOf, isClosingDeed } from '../../../store/tickets/closing.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { graceEnds } from '../../../store/values/term.ts'
import { companyOf } from './card.ts'
import { standingOf } from './close-reasons.ts'
import type { DeskTurn } from './desk-turn.ts'

/** What an agent's confirmation of such a closing is known by on its card: `close:cancelled-now`. */
const CLOSES = 'close:'

/** The deed that a confirmed choice does before it closes. */
export function closingDeedIn(choice: string): ClosingDeed | undefined {
  const reason = choice.startsWith(CLOSES) ? choice.slice(CLOSES.length) : ''
  return isClosingDeed(reason) ? reason : undefined
}

/** The card that asks before a reason is made true; undefined: there is nothing to make true. */
export async function confirmClosing(services: Services, turn: DeskTurn, ticket: Ticket, reason: string) {
  const { locale } = turn.speaker
  const subscription = await standingOf(services, ticket)
  const deed = deedOf(reason, ticket, subscription)
  if (!deed || !subscription) return undefined
  const effect = await endingEffect(services, ticket, subscription, deed, locale)
  return deskConfirmCard(locale, {
    ...{ nonce: services.newId(), ticketId: ticket._id, choice: `${CLOSES}${deed}` },
    effect: [effect, text(locale, 'confirm.then-closed')].join(locale === 'en' ? ' ' : ''),
  })
}

/** What ending the subscription does, now or with its term: both dates, the term's and the benefits'. */
export async function endingEffect(
  services: Services,
  ticket: Ticket,
  subscription: Subscription,
  deed: ClosingDeed,
  locale: Locale,
): Promise<string> {
  const { term } = subscription
  const closes = term && graceEnds(term, services.catalogue.graceDays).toString()
  return text(locale, deed === 'cancelled-now' ? 'confirm.cancel-now' : 'confirm.cancel-at-end', {
    offer: offerName(services, subscription, locale),
    company: await companyOf(services, ticket),
    date: term ? formatDate(term.end, locale) : '',
    closes: closes ? formatDate(closes, locale) : '',
  })
}

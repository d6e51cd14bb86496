import { createHash } from 'node:crypto'
import type { Attachment } from 'botframework-schema'
import { formatMoment } from '../../../cards/format.ts'
import { plain } from '../../../cards/plain.ts'
import { text } from '../../../cards/text.ts'
import { isReachable } from '../../../store/people/conversation.ts'
import type { Desk } from '../../../store/tickets/desk.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import { firstReachable } from '../../../store/use-cases/reminders/addressees.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { ticketCardOf } from '../ticket-cards.ts'
import { type Fact, fact } from '../ticket-facts.ts'
import { closeReasons } from './close-reasons.ts'

type Where = Pick<Desk, 'locale' | 'zone'>

/**
 * The ticket for agents, in the desk's language: the partner's tenant id stands beside the name that it gave itself. The
 * nonce follows from what has happened so far, so a card that is posted again is the same card (F44).
 */
export async function deskCard(services: Services, ticket: Ticket, where: Where, note = ''): Promise<Attachment> {
  return ticketCardOf(services, ticket, where, {
    nonce: `${ticket._id}-${ticket.entries.length}`.slice(0, 64),
    side: 'desk',
    company: await companyOf(services, ticket),
    entries: ticket.entries,
    facts: await partnerFacts(services, ticket, where),
    canWithdraw: false,
    reasons: await closeReasons(services, ticket, where.locale),
    note,
  })
}

/** What tells one look of a card from another. */
export function lookOf(card: Attachment): string {
  return createHash('sha256').update(JSON.stringify(card.content)).digest('base64url').slice(0, 22)
}

export async function companyOf({ store }: Services, ticket: Ticket): Promise<string> {
  return plain((await store.partners.get(ticket.partnerId))?.name ?? ticket.companyKey, 100)
}

async function partnerFacts(services: Services, ticket: Ticket, { locale, zone }: Where): Promise<Fact[]> {
  const [first] = ticket.followers
  const asked = first ? await services.store.people.get(first) : undefined
  const reachable = await anyReachable(services, ticket)
  return [
    fact(locale, 'fact.tenant', plain(ticket.partnerId, 80)),
    fact(locale, 'fact.domain', ticket.domain ? plain(ticket.domain, 100) : text(locale, 'ticket.unknown-domain')),
    ...(asked?.name ? [fact(locale, 'fact.asked-by', plain(asked.name, 100))] : []),
    fact(locale, 'fact.waiting-since', formatMoment(ticket.since, zone, locale)),
    fact(locale, 'fact.reachable', text(locale, reachable ? 'ticket.reachable-yes' : 'ticket.reachable-no')),
  ]
}

/** Whether what the desk writes can arrive at anybody; where nobody asked, at whoever may buy. */
export async function anyReachable(services: Services, ticket: Ticket): Promise<boolean> {
  if (ticket.followers.length === 0) return (await firstReachable(services, ticket.partnerId)) !== undefined
  const chats = await Promise.all(ticket.followers.map((each) => services.store.conversations.get(each)))
  return chats.some((chat) => isReachable({ chat }))
}

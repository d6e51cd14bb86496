import type { TurnContext } from 'botbuilder'
import { text } from '../../cards/text.ts'
import type { Ticket } from '../../store/tickets/ticket.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Effects } from '../talk/outcome.ts'
import { show, turnOf } from '../talk/turn.ts'
import { forPartner, partnerTicketCard } from './ticket-cards.ts'

/** What this follower hasn't been told and didn't do. */
export function newsFor(ticket: Ticket, personId: string): number {
  const unseen = ticket.entries.slice(ticket.told[personId] ?? 0)
  return forPartner(unseen).filter((each) => each.by !== personId).length
}

/** S20–S22: tells in the follower's own chat, in their language, what has changed; marked once it is out. */
export async function tellTicket(services: Services, context: TurnContext, ticketId: string): Promise<Effects> {
  const { person, locale, partner } = turnOf(context).speaker
  const ticket = await services.store.tickets.get(ticketId)
  if (!ticket?.followers.includes(person._id) || ticket.partnerId !== person.partnerId) return {}
  const known = ticket.entries.length
  if (newsFor(ticket, person._id) > 0) {
    const note = text(locale, 'ticket.news', { number: ticket.number })
    const judge = ticket.state === 'closed' ? ` ${text(locale, 'ticket.ask-solved')}` : ''
    await show(
      context,
      await partnerTicketCard(services, ticket, { locale, zone: partner?.zone ?? 'UTC' }, note + judge),
    )
  }
  return { afterSend: () => markDelivered(services, ticketId, person._id, known) }
}

/** So many entries need not be told to them any more. */
export async function markDelivered(
  { store }: Services,
  ticketId: string,
  personId: string,
  known: number,
): Promise<void> {
  await store.tickets.change(ticketId, (ticket) =>
    (ticket.told[personId] ?? 0) >= known ? ticket : { ...ticket, told: { ...ticket.told, [personId]: known } },
  )
}

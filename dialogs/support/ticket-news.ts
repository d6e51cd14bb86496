import type { TurnContext } from 'botbuilder'
import { text } from '../../cards/text.ts'
import type { Ticket } from '../../store/tickets/ticket.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Effects } from '../talk/outcome.ts'
import { show, turnOf } from '../talk/turn.ts'
import { forPartner, partnerTicketCard } from './ticket-cards.ts'

/** What this follower hasn't been told and didn't do. */
export function newsFor(of: Ticket, personId: string): number {
  const unseen = of.entries.slice(of.told[personId] ?? 0)
  return forPartner(unseen).filter((each) => each.by !== personId).length
}

/** S20–S22: tells in the follower's own chat, in their language, what has changed; marked once it is out. */
export async function tellTicket(services: Services, context: TurnContext, ticketId: string): Promise<Effects> {
  const { person, locale, partner } = turnOf(context).speaker
  const of = await services.store.tickets.get(ticketId)
  if (!of?.followers.includes(person._id) || of.partnerId !== person.partnerId) return {}
  const known = of.entries.length
  if (newsFor(of, person._id) > 0) {
    const note = text(locale, 'ticket.news', { number: of.number })
    const judge = of.state === 'closed' ? ` ${text(locale, 'ticket.ask-solved')}` : ''
    await show(context, await partnerTicketCard(services, of, { locale, zone: partner?.zone ?? 'UTC' }, note + judge))
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
  await store.tickets.change(ticketId, (of) =>
    (of.told[personId] ?? 0) >= known ? of : { ...of, told: { ...of.told, [personId]: known } },
  )
}

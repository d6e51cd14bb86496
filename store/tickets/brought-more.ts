import { isLiveTicket, MOST_MESSAGES, type Ticket } from './ticket.ts'
import { type Act, happened, isDone } from './ticket-steps.ts'

/** Somebody has sent what nobody keeps: the desk hears that it was there. Said once, however many follow each other. */
export function broughtMore(ticket: Ticket, act: Act): Ticket {
  const last = ticket.entries.at(-1)
  const isSaid = last?.what === 'brought-more' && last.by === act.by
  if (isDone(ticket, act) || isSaid || !isLiveTicket(ticket) || ticket.entries.length >= MOST_MESSAGES) return ticket
  return happened(ticket, 'partner', act, 'brought-more')
}

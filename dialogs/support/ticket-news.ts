import type { TurnContext } from 'botbuilder'
import { text } from '../../cards/text.ts'
import { SHOWN_ENTRIES } from '../../cards/ticket.ts'
import { isReply, withMessage } from '../../store/tickets/taking-back.ts'
import type { Entry, Ticket } from '../../store/tickets/ticket.ts'
import { replyId, type ToldMessage } from '../../store/tickets/told-message.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Effects } from '../talk/outcome.ts'
import { show, turnOf } from '../talk/turn.ts'
import { forPartner, partnerTicketCard } from './ticket-cards.ts'

/** What this follower hasn't been told and didn't do. */
export function newsFor(ticket: Ticket, personId: string): number {
  return newsIn(ticket, personId).length
}

/** What was taken back before they heard of it is no news. */
function newsIn(ticket: Ticket, personId: string): Entry[] {
  const unseen = ticket.entries.slice(ticket.told[personId] ?? 0)
  return forPartner(unseen).filter((each) => each.by !== personId && !each.takenBack)
}

/** S20–S22: tells in the follower's own chat, in their language, what has changed; marked once it is out. */
export async function tellTicket(services: Services, context: TurnContext, ticketId: string): Promise<Effects> {
  const { person, locale, partner } = turnOf(context).speaker
  const ticket = await services.store.tickets.get(ticketId)
  if (!ticket?.followers.includes(person._id) || ticket.partnerId !== person.partnerId) return {}
  const known = ticket.entries.length
  const news = newsIn(ticket, person._id)
  if (news.length > 0) {
    const note = text(locale, 'ticket.news', { number: ticket.number })
    const judge = ticket.state === 'closed' ? ` ${text(locale, 'ticket.ask-solved')}` : ''
    await show(
      context,
      await partnerTicketCard(services, ticket, { locale, zone: partner?.zone ?? 'UTC' }, note + judge),
    )
  }
  const message = { person: person._id, replies: repliesIn(ticket), only: isOneReply(news) }
  return {
    async afterSend(ids) {
      const activityId = news.length > 0 ? ids?.at(-1) : undefined
      // Which message it was is written with the word that it is out: it may have to be corrected (S26).
      await markDelivered(services, ticketId, person._id, known, activityId ? { ...message, activityId } : undefined)
    },
  }
}

/** So many entries need not be told to them any more. */
export async function markDelivered(
  { store }: Services,
  ticketId: string,
  personId: string,
  known: number,
  message?: ToldMessage,
): Promise<void> {
  await store.tickets.change(ticketId, (ticket) => {
    if ((ticket.told[personId] ?? 0) >= known) return ticket
    const told = { ...ticket, told: { ...ticket.told, [personId]: known } }
    return message ? withMessage(told, message) : told
  })
}

/** A message that tells nothing else may go with its reply; that somebody has taken the request goes without saying. */
function isOneReply(news: Entry[]): boolean {
  return (
    news
      .filter(({ what }) => what !== 'taken')
      .map(isReply)
      .join() === 'true'
  )
}

/** The replies that a card shows which is made of the ticket now. */
function repliesIn({ entries }: Ticket): string[] {
  const shown = forPartner(entries).slice(-SHOWN_ENTRIES)
  return shown.filter((each) => isReply(each) && !each.takenBack).map(({ key }) => replyId(key))
}

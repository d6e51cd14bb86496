import { text } from '../../cards/text.ts'
import { partnerTicketCard } from '../../dialogs/support/ticket-cards.ts'
import { type Reference, reachableAt } from '../../store/people/conversation.ts'
import type { Desk } from '../../store/tickets/desk.ts'
import { backsSaid, backsToSay, corrected, toCorrect } from '../../store/tickets/taking-back.ts'
import type { Ticket } from '../../store/tickets/ticket.ts'
import type { TakenBackAs, ToldMessage } from '../../store/tickets/told-message.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Outbound } from '../teams/outbound.ts'
import type { Sent } from '../teams/outcome.ts'
import type { DeskPosts } from './desk-posts.ts'

type Parts = { services: Services; outbound: Outbound; post: DeskPosts }

/**
 * S26: where a reply that was taken back stands in a partner's chat, it goes: deleted if the message told nothing else and
 * Teams lets us, else the message is shown without it, else they are told. Written down in the ticket before and after, so
 * that whoever dies over it, the next one goes on.
 */
export function openTakenBack({ services, outbound, post }: Parts) {
  const { store } = services

  return { correct, say }

  /** Milliseconds until some message is to be tried again; 0: each is right. */
  async function correct(ticket: Ticket, wait: number): Promise<number> {
    let next = 0
    for (const message of toCorrect(ticket)) {
      const became = await put(ticket, message)
      if (typeof became === 'number') next = Math.max(next, wait, became)
      else await store.tickets.change(ticket._id, (latest) => corrected(latest, message, became))
    }
    return next
  }

  /** What became of it, in the request's thread, once every message is right. */
  async function say(id: string, desk: Desk): Promise<void> {
    const ticket = await store.tickets.get(id)
    const told = ticket && toCorrect(ticket).length === 0 ? backsToSay(ticket) : undefined
    if (!ticket || !told) return
    await store.tickets.change(id, (latest) => backsSaid(latest, told.count))
    await post.tell(ticket, desk, text(desk.locale, `take-back.${told.became}`))
  }

  /** What became of the message, or in how many milliseconds to try again. */
  async function put(ticket: Ticket, message: ToldMessage): Promise<TakenBackAs | number> {
    const reference = reachableAt(await store.conversations.get(message.person))
    if (!reference) return 'unreached'
    if (message.only) {
      const removed = await outbound.remove(reference, message.activityId)
      if (removed.outcome === 'sent' || removed.outcome === 'gone') return 'deleted'
      if (isForLater(removed)) return removed.retryAfterMs ?? 0
    }
    return change(reference, ticket, message)
  }

  async function change(reference: Reference, ticket: Ticket, message: ToldMessage): Promise<TakenBackAs | number> {
    const person = await store.people.get(message.person)
    const partner = await store.partners.get(ticket.partnerId)
    const where = { locale: person?.locale ?? ticket.locale, zone: partner?.zone ?? 'UTC' }
    const latest = (await store.tickets.get(ticket._id)) ?? ticket
    const note = text(where.locale, 'ticket.taken-back', { number: ticket.number })
    const activity = { type: 'message', attachments: [await partnerTicketCard(services, latest, where, note)] }
    const updated = await outbound.update(reference, message.activityId, activity)
    if (updated.outcome === 'sent') return 'corrected'
    if (isForLater(updated)) return updated.retryAfterMs ?? 0
    const sent = await outbound.send(reference, { ...activity, summary: note })
    if (sent.outcome === 'sent' || sent.outcome === 'unknown') return 'told'
    return isForLater(sent) ? (sent.retryAfterMs ?? 0) : 'unreached'
  }
}

/** A deletion or a change can be asked for again, also where it may have been done. */
function isForLater({ outcome, retryAfterMs }: Sent): boolean {
  return outcome === 'unknown' || (outcome === 'failed' && retryAfterMs !== undefined)
}

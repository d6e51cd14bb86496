import { formatMoment } from '../../cards/format.ts'
import { text } from '../../cards/text.ts'
import { entryText } from '../../cards/ticket-timeline.ts'
import { deskCard, lookOf } from '../../dialogs/support/desk/card.ts'
import { namesIn } from '../../dialogs/support/ticket-cards.ts'
import { type Reference, referenceOf } from '../../store/people/conversation.ts'
import type { Desk } from '../../store/tickets/desk.ts'
import type { Ticket } from '../../store/tickets/ticket.ts'
import { withThread } from '../../store/tickets/timeline.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { Log } from '../log/log.ts'
import type { Outbound } from '../teams/outbound.ts'
import type { Sent } from '../teams/outcome.ts'

/** What is kept of the channel can't be read: the next message in it brings it anew. */
const NOWHERE: Sent = { outcome: 'gone', detail: 'unreadable reference' }
/** Lines that one message in the thread tells. */
const AT_ONCE = 5

/** What the desk's channel shows of a ticket: `done`, or when to try again. */
export type Posted = { ticket: Ticket; again: 'no' | 'soon' | 'later'; retryAfterMs?: number | undefined }

/** Puts the ticket's live card into the desk's channel, keeps it up to date, and says in its thread what the partner wrote. */
export function openDeskPosts({ services, outbound, log }: { services: Services; outbound: Outbound; log: Log }) {
  const { store, clock } = services

  return { show, remind, tell }

  async function show(shown: Ticket, desk: Desk): Promise<Posted> {
    const reference = referenceOf(desk)
    if (!reference) return failed(shown, NOWHERE)
    const card = await deskCard(services, shown, desk)
    const look = lookOf(card)
    const here = shown.card?.desk === desk.setUpAt ? shown.card : undefined
    if (!here) return post(reference, shown)
    if (here.looks !== look) {
      const sent = await outbound.update(reference, here.activityId, { type: 'message', attachments: [card] })
      // Somebody deleted the card: the ticket gets another one.
      if (sent.outcome === 'gone') return post(reference, shown)
      if (sent.outcome !== 'sent') return failed(shown, sent)
      const updated = await kept(shown, (each) => (each.card ? { ...each, card: { ...each.card, looks: look } } : each))
      return speak(updated, here.activityId)
    }
    return speak(shown, here.activityId)

    async function post(channel: Reference, ticket: Ticket): Promise<Posted> {
      const sent = await outbound.send(channel, { type: 'message', attachments: [card], summary: summaryOf(ticket) })
      if (sent.outcome !== 'sent' || !sent.activityId) return failed(ticket, sent)
      const { activityId } = sent
      const posted = await kept(ticket, (each) => ({
        ...withThread(each, activityId),
        card: { desk: desk.setUpAt, activityId, looks: look },
        saidInThread: ticket.entries.length,
      }))
      return { ticket: posted, again: 'no' }
    }

    /** What the partner's side did since, in the thread: agents see the rest on the card. */
    async function speak(ticket: Ticket, root: string): Promise<Posted> {
      const names = await namesIn(services, ticket, desk.locale)
      const known = ticket.entries.length
      const lines = ticket.entries
        .slice(ticket.saidInThread)
        .filter((each) => each.side === 'partner')
        .slice(-AT_ONCE)
        .map((each) => entryText(each, names, desk.locale, 'desk'))
      if (ticket.saidInThread >= known) return { ticket, again: 'no' }
      if (lines.length > 0) {
        const sent = await inThread(desk, root, lines.join('\n\n'))
        // It may have arrived, and the card shows it in any case: never said twice (F44).
        if (sent.outcome !== 'sent' && sent.outcome !== 'unknown') return failed(ticket, sent)
      }
      const after = await kept(ticket, (each) => ({ ...each, saidInThread: Math.max(each.saidInThread, known) }))
      return { ticket: after, again: 'no' }
    }

    function summaryOf(ticket: Ticket): string {
      return text(desk.locale, 'ticket.title', { number: ticket.number })
    }
  }

  /** A target is about to run out. May be lost like any message: the card and the queue show the ticket all the same. */
  async function remind(
    ticket: Ticket,
    desk: Desk,
    { what, due }: { what: 'reply' | 'resolve'; due: string },
  ): Promise<void> {
    const words = { number: ticket.number, due: formatMoment(due, desk.zone, desk.locale) }
    if (ticket.card) await inThread(desk, ticket.card.activityId, text(desk.locale, `desk.nudge-${what}`, words))
  }

  /** The same of the renewal that a request holds up. */
  async function tell(ticket: Ticket, desk: Desk, words: string): Promise<void> {
    if (ticket.card) await inThread(desk, ticket.card.activityId, words)
  }

  async function inThread(desk: Desk, root: string, words: string): Promise<Sent> {
    const reference = referenceOf(desk)
    if (!reference) return NOWHERE
    const conversation = { ...reference.conversation, id: `${desk.channelId};messageid=${root}` }
    return outbound.send({ ...reference, conversation }, { type: 'message', text: words, textFormat: 'markdown' })
  }

  async function failed(ticket: Ticket, sent: Sent): Promise<Posted> {
    if (sent.outcome === 'blocked' || sent.outcome === 'gone') {
      log.error(
        { outcome: sent.outcome, detail: sent.detail },
        'the support desk cannot be written to: is the bot in it?',
      )
      await store.desks.setLost(stored(clock.now()))
      return { ticket, again: 'later' }
    }
    log.warn({ outcome: sent.outcome, detail: sent.detail, ticket: ticket.number }, 'a ticket is not posted yet')
    return { ticket, again: 'soon', retryAfterMs: sent.retryAfterMs }
  }

  async function kept(ticket: Ticket, change: (each: Ticket) => Ticket): Promise<Ticket> {
    return (await store.tickets.change(ticket._id, change)) ?? ticket
  }
}

export type DeskPosts = ReturnType<typeof openDeskPosts>

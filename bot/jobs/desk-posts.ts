import type { Activity, Attachment } from 'botframework-schema'
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
export type Posted = {
  ticket: Ticket
  again: 'no' | 'soon' | 'later'
  retryAfterMs?: number | undefined
  /** A message of it has arrived: the channel is there. */
  reached?: boolean
}

/** Puts the ticket's live card into the desk's channel, keeps it up to date, and says in its thread what the partner wrote. */
export function openDeskPosts({ services, outbound, log }: { services: Services; outbound: Outbound; log: Log }) {
  const { store, clock } = services

  return { show, remind, tell, tellCard }

  /** `mayWrite`: asked before the first message; a lost desk is tried now and then only. */
  async function show(shown: Ticket, desk: Desk, mayWrite = async () => true): Promise<Posted> {
    const reference = referenceOf(desk)
    if (!reference) return desk.lostAt ? { ticket: shown, again: 'later' } : failed(shown, NOWHERE)
    const card = await deskCard(services, shown, desk)
    const look = lookOf(card)
    const here = shown.card?.desk === desk.setUpAt ? shown.card : undefined
    const isUpToDate = here?.looks === look && shown.saidInThread >= shown.entries.length
    if (!isUpToDate && !(await mayWrite())) return { ticket: shown, again: 'later' }
    if (!here) return post(reference, shown)
    if (here.looks !== look) {
      const sent = await outbound.update(reference, here.activityId, { type: 'message', attachments: [card] })
      if (isNoMore(sent)) return post(reference, shown)
      if (sent.outcome !== 'sent') return failed(shown, sent)
      const updated = await kept(shown, (each) => (each.card ? { ...each, card: { ...each.card, looks: look } } : each))
      return { ...(await speak(reference, updated, here.activityId)), reached: true }
    }
    return speak(reference, shown, here.activityId)

    async function post(channel: Reference, ticket: Ticket): Promise<Posted> {
      const sent = await outbound.send(channel, { type: 'message', attachments: [card], summary: summaryOf(ticket) })
      if (sent.outcome !== 'sent' || !sent.activityId) return failed(ticket, sent)
      const { activityId } = sent
      const posted = await kept(ticket, (each) => ({
        ...withThread(each, activityId),
        card: { desk: desk.setUpAt, activityId, looks: look },
        saidInThread: ticket.entries.length,
      }))
      return { ticket: posted, again: 'no', reached: true }
    }

    /** What the partner's side did since, in the thread: agents see the rest on the card. */
    async function speak(channel: Reference, ticket: Ticket, root: string): Promise<Posted> {
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
        if (isNoMore(sent)) return post(channel, ticket)
        // It may have arrived, and the card shows it in any case: never said twice (F44).
        if (sent.outcome !== 'sent' && sent.outcome !== 'unknown') return failed(ticket, sent)
      }
      const after = await kept(ticket, (each) => ({ ...each, saidInThread: Math.max(each.saidInThread, known) }))
      return { ticket: after, again: 'no', reached: lines.length > 0 }
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

  /** The same as a card. */
  async function tellCard(ticket: Ticket, desk: Desk, card: Attachment): Promise<Sent> {
    return ticket.card ? sendInThread(desk, ticket.card.activityId, { attachments: [card] }) : NOWHERE
  }

  async function inThread(desk: Desk, root: string, words: string): Promise<Sent> {
    return sendInThread(desk, root, { text: words, textFormat: 'markdown' })
  }

  async function sendInThread(desk: Desk, root: string, what: Partial<Activity>): Promise<Sent> {
    const reference = referenceOf(desk)
    if (!reference) return NOWHERE
    const conversation = { ...reference.conversation, id: `${desk.channelId};messageid=${root}` }
    return outbound.send({ ...reference, conversation }, { type: 'message', ...what })
  }

  async function failed(ticket: Ticket, sent: Sent): Promise<Posted> {
    const { outcome, detail } = sent
    if (outcome === 'blocked' || outcome === 'gone') {
      log.error({ outcome, detail }, 'the support desk cannot be written to: is the bot in it?')
      await store.desks.setLost(stored(clock.now()))
      return { ticket, again: 'later' }
    }
    log.warn({ outcome, detail, ticket: ticket.number }, 'a ticket is not posted yet')
    return { ticket, again: 'soon', retryAfterMs: sent.retryAfterMs }
  }

  async function kept(ticket: Ticket, change: (each: Ticket) => Ticket): Promise<Ticket> {
    return (await store.tickets.change(ticket._id, change)) ?? ticket
  }
}

/**
 * Teams does not change, or take an answer to, this message: most often somebody has deleted it, which answers 403
 * ServiceError, 404 or 400. The ticket gets another card; whether the channel is there shows in posting that.
 */
function isNoMore({ outcome, retryAfterMs }: Sent): boolean {
  return outcome === 'blocked' || outcome === 'gone' || (outcome === 'failed' && retryAfterMs === undefined)
}

export type DeskPosts = ReturnType<typeof openDeskPosts>

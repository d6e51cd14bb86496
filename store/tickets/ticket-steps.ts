import { ok, type Result, refused } from '../values/result.ts'
import { isSo, type Standing } from './closing.ts'
import {
  type CloseReason,
  canWithdraw,
  type Entry,
  isCancellation,
  isLiveTicket,
  MOST_FOLLOWERS,
  MOST_MESSAGES,
  type Ticket,
} from './ticket.ts'
import { withLine } from './timeline.ts'

/** Who does it, the effect's own key, and when. The same key again changes nothing. */
export type Act = { by: string; key: string; now: string }

const REOPEN_MS = 14 * 86_400_000
/** The same words from the same person so soon after are the same message, delivered again under a new id (F29). */
const SAME_MESSAGE_MS = 30_000

export function take(ticket: Ticket, act: Act): Result<Ticket> {
  if (isDone(ticket, act) || (ticket.agent === act.by && isLiveTicket(ticket))) return ok(ticket)
  if (!isLiveTicket(ticket)) return refused('ticket-over')
  if (ticket.agent) return refused('ticket-taken')
  return ok({ ...happened(ticket, 'desk', act, 'taken'), state: 'taken', agent: act.by })
}

/** To another agent, by anybody of the desk: whoever has it may be gone. */
export function handOver(ticket: Ticket, act: Act, to: string): Result<Ticket> {
  if (isDone(ticket, act) || ticket.agent === to) return ok(ticket)
  if (!isLiveTicket(ticket)) return refused('ticket-over')
  const state = ticket.state === 'open' ? 'taken' : ticket.state
  return ok({ ...happened(ticket, 'desk', act, 'handed-over', to), state, agent: to })
}

export function release(ticket: Ticket, act: Act): Result<Ticket> {
  if (isDone(ticket, act)) return ok(ticket)
  const mine = mustHave(ticket, act)
  if (!mine.ok) return mine
  if (ticket.state === 'waiting-for-partner') return refused('ticket-waits')
  const { agent: _agent, ...rest } = happened(ticket, 'desk', act, 'released')
  return ok({ ...rest, state: 'open' })
}

/** An agent's answer, which reaches the partner's people; from then on it is their turn. */
export function reply(ticket: Ticket, act: Act, text: string): Result<Ticket> {
  if (isDone(ticket, act) || isAgain(ticket, act, text)) return ok(ticket)
  const mine = mustHave(ticket, act)
  if (!mine.ok) return mine
  if (isFull(ticket)) return refused('ticket-full')
  const said = added(ticket, { ...act, side: 'desk', kind: 'message', text })
  const firstReplyAt = ticket.firstReplyAt ?? act.now
  return ok({ ...said, state: 'waiting-for-partner', waitsFor: 'partner', since: act.now, firstReplyAt })
}

/** Read by the desk only, whatever the ticket's state. */
export function note(ticket: Ticket, act: Act, text: string): Result<Ticket> {
  if (isDone(ticket, act) || isAgain(ticket, act, text)) return ok(ticket)
  if (isFull(ticket)) return refused('ticket-full')
  return ok(added(ticket, { ...act, side: 'desk', kind: 'note', text }))
}

/** S21: with a reason that states a fact only while `subscription`, what it is about as it stands today, bears it out. */
export function close(ticket: Ticket, act: Act, closeReason: CloseReason, subscription: Standing): Result<Ticket> {
  if (isDone(ticket, act)) return ok(ticket)
  const mine = mustHave(ticket, act)
  if (!mine.ok) return mine
  if (!isSo(closeReason, ticket, subscription)) return refused('closing-not-so')
  const over = ended({ ...happened(ticket, 'desk', act, 'closed', closeReason), state: 'closed', closeReason }, act.now)
  return ok({ ...over, closedAt: act.now })
}

/** By either side, within 14 days. */
export function reopen(ticket: Ticket, side: Entry['side'], act: Act): Result<Ticket> {
  if (isDone(ticket, act) || isLiveTicket(ticket)) return ok(ticket)
  if (!canReopen(ticket, act.now)) return refused('ticket-over')
  return ok(openAgain(happened(ticket, side, act, 'reopened'), act.now))
}

/** Nobody has it, and the desk's queue has it again. */
export function openAgain(ticket: Ticket, now: string): Ticket {
  const { closedAt: _at, closeReason: _why, solved: _solved, agent: _agent, ...rest } = ticket
  const place = isCancellation(ticket) ? { openCancellation: true as const } : {}
  return { ...rest, ...place, state: 'open', live: true, waitsFor: 'desk', since: now }
}

/** What the partner's people write. To a closed ticket: call `reopen` first. */
export function answer(ticket: Ticket, act: Act, text: string): Result<Ticket> {
  if (isDone(ticket, act) || isAgain(ticket, act, text)) return ok(ticket)
  if (!isLiveTicket(ticket)) return refused('ticket-over')
  if (isFull(ticket)) return refused('ticket-full')
  const said = follow(added(ticket, { ...act, side: 'partner', kind: 'message', text }), act.by)
  const since = ticket.waitsFor === 'desk' ? ticket.since : act.now
  const state = ticket.state === 'waiting-for-partner' ? 'taken' : ticket.state
  return ok({ ...said, state, waitsFor: 'desk', since })
}

/** Only while nobody works on it: after that the desk is told in words, and closes it. */
export function withdraw(ticket: Ticket, act: Act): Result<Ticket> {
  if (isDone(ticket, act) || ticket.state === 'withdrawn') return ok(ticket)
  if (!canWithdraw(ticket)) return refused(isLiveTicket(ticket) ? 'ticket-in-work' : 'ticket-over')
  const over = ended({ ...happened(ticket, 'partner', act, 'withdrawn'), state: 'withdrawn' }, act.now)
  return ok({ ...over, closedAt: act.now })
}

export function judge(ticket: Ticket, act: Act, solved: boolean): Result<Ticket> {
  if (isDone(ticket, act) || ticket.solved === solved) return ok(ticket)
  if (ticket.state !== 'closed') return refused('ticket-not-closed')
  return ok({ ...happened(ticket, 'partner', act, solved ? 'solved' : 'not-solved'), solved })
}

/** A colleague asks to cancel the same subscription: they follow the request that is open instead (S20). */
export function join(ticket: Ticket, act: Act): Result<Ticket> {
  if (isDone(ticket, act) || ticket.followers.includes(act.by)) return ok(ticket)
  if (!isLiveTicket(ticket)) return refused('ticket-over')
  return ok(follow(happened(ticket, 'partner', act, 'joined'), act.by))
}

export function canReopen(ticket: Ticket, now: string): boolean {
  return ticket.closedAt !== undefined && Date.parse(now) - Date.parse(ticket.closedAt) <= REOPEN_MS
}

/** What the desk did to the subscription, the evidence or the money, in the ticket's own timeline. */
export function did(
  ticket: Ticket,
  act: Act,
  what: NonNullable<Entry['what']>,
  about?: string,
  more: More = {},
): Ticket {
  return isDone(ticket, act) ? ticket : happened(ticket, 'desk', act, what, about, more)
}

/** The amount that a line speaks of, and why something failed. */
type More = Pick<Entry, 'money' | 'because'>

/** Whether this effect stands in the timeline already. */
export function isDone(ticket: Ticket, { key }: Pick<Act, 'key'>): boolean {
  return ticket.entries.some((each) => each.key === key)
}

/** Somebody has something to be told, or the card something to show. */
export function withNews(ticket: Ticket, now: string): Ticket {
  return { ...ticket, owedAt: now, tries: 0 }
}

function isAgain(ticket: Ticket, { by, now }: Act, text: string): boolean {
  return ticket.entries.some(
    (each) =>
      each.by === by &&
      each.text === text &&
      !each.takenBack &&
      Date.parse(now) - Date.parse(each.at) < SAME_MESSAGE_MS,
  )
}

function isFull(ticket: Ticket): boolean {
  return ticket.entries.length >= MOST_MESSAGES
}

function mustHave(ticket: Ticket, { by }: Act): Result<Ticket> {
  if (!isLiveTicket(ticket)) return refused('ticket-over')
  if (!ticket.agent) return refused('ticket-not-taken')
  return ticket.agent === by ? ok(ticket) : refused('ticket-taken')
}

/** It is nobody's turn any more. */
export function ended(ticket: Ticket, now: string): Ticket {
  const { openCancellation: _place, refund: _refund, ...rest } = ticket
  return { ...rest, live: false, waitsFor: 'nobody', since: now }
}

/** From now on told of every change. */
export function follow(ticket: Ticket, personId: string): Ticket {
  if (ticket.followers.includes(personId) || ticket.followers.length >= MOST_FOLLOWERS) return ticket
  return {
    ...ticket,
    followers: [...ticket.followers, personId],
    told: { ...ticket.told, [personId]: ticket.entries.length },
  }
}

/** A line of the timeline that isn't somebody's words. */
export function happened(
  ticket: Ticket,
  side: Entry['side'],
  act: Act,
  what: Entry['what'],
  about?: string,
  more: More = {},
): Ticket {
  const line = { ...(what ? { what } : {}), ...(about ? { about } : {}), ...more }
  return added(ticket, { ...act, side, kind: 'happening', ...line })
}

function added(ticket: Ticket, { now, ...line }: Act & Omit<Entry, 'at'>): Ticket {
  return withNews(withLine(ticket, { ...line, at: now }), now)
}

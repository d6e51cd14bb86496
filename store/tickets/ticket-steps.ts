import { ok, type Result, refused } from '../values/result.ts'
import { canWithdraw, type Entry, isCancellation, isLiveTicket, MOST_MESSAGES, type Ticket } from './ticket.ts'

/** Who does it, the effect's own key, and when. The same key again changes nothing. */
export type Act = { by: string; key: string; now: string }

const REOPEN_MS = 14 * 86_400_000
const MOST_FOLLOWERS = 10
/** The same words from the same person so soon after are the same message, delivered again under a new id (F29). */
const SAME_MESSAGE_MS = 30_000

export function take(of: Ticket, act: Act): Result<Ticket> {
  if (isDone(of, act) || (of.agent === act.by && isLiveTicket(of))) return ok(of)
  if (!isLiveTicket(of)) return refused('ticket-over')
  if (of.agent) return refused('ticket-taken')
  return ok({ ...happened(of, 'desk', act, 'taken'), state: 'taken', agent: act.by })
}

/** To another agent, by anybody of the desk: whoever has it may be gone. */
export function handOver(of: Ticket, act: Act, to: string): Result<Ticket> {
  if (isDone(of, act) || of.agent === to) return ok(of)
  if (!isLiveTicket(of)) return refused('ticket-over')
  const state = of.state === 'open' ? 'taken' : of.state
  return ok({ ...happened(of, 'desk', act, 'handed-over', to), state, agent: to })
}

export function release(of: Ticket, act: Act): Result<Ticket> {
  if (isDone(of, act)) return ok(of)
  const mine = mustHave(of, act)
  if (!mine.ok) return mine
  if (of.state === 'waiting-for-partner') return refused('ticket-waits')
  const { agent: _agent, ...rest } = happened(of, 'desk', act, 'released')
  return ok({ ...rest, state: 'open' })
}

/** An agent's answer, which reaches the partner's people; from then on it is their turn. */
export function reply(of: Ticket, act: Act, text: string): Result<Ticket> {
  if (isDone(of, act) || isAgain(of, act, text)) return ok(of)
  const mine = mustHave(of, act)
  if (!mine.ok) return mine
  if (isFull(of)) return refused('ticket-full')
  const said = added(of, { ...act, side: 'desk', kind: 'message', text })
  const firstReplyAt = of.firstReplyAt ?? act.now
  return ok({ ...said, state: 'waiting-for-partner', waitsFor: 'partner', since: act.now, firstReplyAt })
}

/** Read by the desk only, whatever the ticket's state. */
export function note(of: Ticket, act: Act, text: string): Result<Ticket> {
  if (isDone(of, act) || isAgain(of, act, text)) return ok(of)
  if (isFull(of)) return refused('ticket-full')
  return ok(added(of, { ...act, side: 'desk', kind: 'note', text }))
}

export function close(of: Ticket, act: Act, closeReason: NonNullable<Ticket['closeReason']>): Result<Ticket> {
  if (isDone(of, act)) return ok(of)
  const mine = mustHave(of, act)
  if (!mine.ok) return mine
  const over = ended({ ...happened(of, 'desk', act, 'closed', closeReason), state: 'closed', closeReason }, act.now)
  return ok({ ...over, closedAt: act.now })
}

/** By either side, within 14 days. */
export function reopen(of: Ticket, side: Entry['side'], act: Act): Result<Ticket> {
  if (isDone(of, act) || isLiveTicket(of)) return ok(of)
  if (!canReopen(of, act.now)) return refused('ticket-over')
  return ok(openAgain(happened(of, side, act, 'reopened'), act.now))
}

/** Nobody has it, and the desk's queue has it again. */
export function openAgain(of: Ticket, now: string): Ticket {
  const { closedAt: _at, closeReason: _why, solved: _solved, agent: _agent, ...rest } = of
  const place = isCancellation(of) ? { openCancellation: true as const } : {}
  return { ...rest, ...place, state: 'open', live: true, waitsFor: 'desk', since: now }
}

/** What the partner's people write. To a closed ticket: call `reopen` first. */
export function answer(of: Ticket, act: Act, text: string): Result<Ticket> {
  if (isDone(of, act) || isAgain(of, act, text)) return ok(of)
  if (!isLiveTicket(of)) return refused('ticket-over')
  if (isFull(of)) return refused('ticket-full')
  const said = follow(added(of, { ...act, side: 'partner', kind: 'message', text }), act.by)
  const since = of.waitsFor === 'desk' ? of.since : act.now
  const state = of.state === 'waiting-for-partner' ? 'taken' : of.state
  return ok({ ...said, state, waitsFor: 'desk', since })
}

/** Only while nobody works on it: after that the desk is told in words, and closes it. */
export function withdraw(of: Ticket, act: Act): Result<Ticket> {
  if (isDone(of, act) || of.state === 'withdrawn') return ok(of)
  if (!canWithdraw(of)) return refused(isLiveTicket(of) ? 'ticket-in-work' : 'ticket-over')
  const over = ended({ ...happened(of, 'partner', act, 'withdrawn'), state: 'withdrawn' }, act.now)
  return ok({ ...over, closedAt: act.now })
}

export function judge(of: Ticket, act: Act, solved: boolean): Result<Ticket> {
  if (isDone(of, act) || of.solved === solved) return ok(of)
  if (of.state !== 'closed') return refused('ticket-not-closed')
  return ok({ ...happened(of, 'partner', act, solved ? 'solved' : 'not-solved'), solved })
}

/** A colleague asks to cancel the same subscription: they follow the request that is open instead (S20). */
export function join(of: Ticket, act: Act): Result<Ticket> {
  if (isDone(of, act) || of.followers.includes(act.by)) return ok(of)
  if (!isLiveTicket(of)) return refused('ticket-over')
  return ok(follow(happened(of, 'partner', act, 'joined'), act.by))
}

/** F36: an edit is recorded as one; `text` undefined: the message was deleted, which hides it and keeps that it was there. */
export function edit(of: Ticket, key: string, by: string, text: string | undefined, now: string): Ticket {
  const found = of.entries.find((each) => each.key === key && each.by === by && each.kind !== 'happening')
  if (!found || found.text === text || found.deleted) return of
  const times = (found.edited?.times ?? 0) + 1
  const { text: before = '', ...rest } = found
  const changed: Entry =
    text === undefined
      ? { ...rest, deleted: now }
      : { ...found, text, edited: { at: now, times, first: found.edited?.first ?? before } }
  return owed({ ...of, entries: of.entries.map((each) => (each === found ? changed : each)) }, now)
}

export function canReopen(of: Ticket, now: string): boolean {
  return of.closedAt !== undefined && Date.parse(now) - Date.parse(of.closedAt) <= REOPEN_MS
}

/** What the desk did to the subscription, the evidence or the money, in the ticket's own timeline. */
export function did(of: Ticket, act: Act, what: NonNullable<Entry['what']>, about?: string): Ticket {
  return isDone(of, act) ? of : happened(of, 'desk', act, what, about)
}

/** Whether this effect stands in the timeline already. */
export function isDone(of: Ticket, { key }: Pick<Act, 'key'>): boolean {
  return of.entries.some((each) => each.key === key)
}

/** Somebody has something to be told, or the card something to show. */
export function owed(of: Ticket, now: string): Ticket {
  return { ...of, owedAt: now, tries: 0 }
}

function isAgain(of: Ticket, { by, now }: Act, text: string): boolean {
  return of.entries.some(
    (each) => each.by === by && each.text === text && Date.parse(now) - Date.parse(each.at) < SAME_MESSAGE_MS,
  )
}

function isFull(of: Ticket): boolean {
  return of.entries.length >= MOST_MESSAGES
}

function mustHave(of: Ticket, { by }: Act): Result<Ticket> {
  if (!isLiveTicket(of)) return refused('ticket-over')
  if (!of.agent) return refused('ticket-not-taken')
  return of.agent === by ? ok(of) : refused('ticket-taken')
}

/** It is nobody's turn any more. */
export function ended(of: Ticket, now: string): Ticket {
  const { openCancellation: _place, refund: _refund, ...rest } = of
  return { ...rest, live: false, waitsFor: 'nobody', since: now }
}

/** From now on told of every change. */
export function follow(of: Ticket, personId: string): Ticket {
  if (of.followers.includes(personId) || of.followers.length >= MOST_FOLLOWERS) return of
  return { ...of, followers: [...of.followers, personId], told: { ...of.told, [personId]: of.entries.length } }
}

/** A line of the timeline that isn't somebody's words. */
export function happened(of: Ticket, side: Entry['side'], act: Act, what: Entry['what'], about?: string): Ticket {
  return added(of, { ...act, side, kind: 'happening', ...(what ? { what } : {}), ...(about ? { about } : {}) })
}

function added(of: Ticket, { now, ...line }: Act & Omit<Entry, 'at'>): Ticket {
  return owed({ ...of, entries: [...of.entries, { ...line, at: now }] }, now)
}

import { ok, type Result, refused } from '../values/result.ts'
import { type Entry, isLiveTicket, type Ticket } from './ticket.ts'
import { type Act, withNews } from './ticket-steps.ts'
import { MOST_TOLD, replyId, type TakenBackAs, type ToldMessage, takenBackAs } from './told-message.ts'

/**
 * An agent takes back a reply: by its writer, or by who has the request, while nobody at the partner has written after it.
 * Of it and the partner's answer at the same instant, whichever is written first stands. The desk still reads what it was.
 */
export function takeBack(ticket: Ticket, act: Act, key: string): Result<Ticket> {
  const at = ticket.entries.findIndex((each) => each.key === key && isReply(each))
  const reply = ticket.entries[at]
  if (!reply) return refused('not-found')
  if (reply.takenBack) return ok(ticket)
  if (reply.by !== act.by && ticket.agent !== act.by) return refused('ticket-taken')
  if (!isLiveTicket(ticket)) return refused('ticket-over')
  if (ticket.entries.slice(at).some((each) => each.side === 'partner' && each.kind === 'message'))
    return refused('reply-answered')
  const entries = ticket.entries.map((each) => (each === reply ? { ...each, takenBack: act.now } : each))
  return ok(withNews(turnOf({ ...ticket, entries }, act.now), act.now))
}

/** Whose turn it is without the reply: the desk's again, unless another one of it waits for an answer. */
function turnOf(ticket: Ticket, now: string): Ticket {
  const replies = ticket.entries.filter((each) => isReply(each) && !each.takenBack)
  const { firstReplyAt, ...rest } = ticket
  const answered = replies.length > 0 && firstReplyAt ? { firstReplyAt } : {}
  const last = ticket.entries.findLast((each) => each.kind === 'message' && !each.takenBack && !each.deleted)
  if (ticket.state !== 'waiting-for-partner' || last?.side === 'desk') return { ...rest, ...answered }
  return { ...rest, ...answered, state: 'taken', waitsFor: 'desk', since: now }
}

/** The reply that this agent would take back: the last one that may be. */
export function lastToTakeBack(ticket: Ticket, act: Act): Entry | undefined {
  return ticket.entries.findLast((each) => isReply(each) && !each.takenBack && takeBack(ticket, act, each.key).ok)
}

export function isReply({ kind, side, deleted }: Entry): boolean {
  return kind === 'message' && side === 'desk' && !deleted
}

/** It has gone out to somebody: kept, to be corrected when one of its replies is taken back. */
export function withMessage(ticket: Ticket, message: ToldMessage): Ticket {
  if (message.replies.length === 0) return ticket
  const others = (ticket.messages ?? []).filter((each) => each.activityId !== message.activityId)
  return { ...ticket, messages: [...others, message].slice(-MOST_TOLD) }
}

/** The replies that were taken back, by what messages call them. */
function goneFrom({ entries }: Ticket): ReadonlySet<string> {
  return new Set(entries.filter((each) => each.takenBack).map(({ key }) => replyId(key)))
}

/** What went out and shows a reply that was taken back since. */
export function toCorrect(ticket: Ticket): ToldMessage[] {
  const gone = goneFrom(ticket)
  return (ticket.messages ?? []).filter(({ replies }) => replies.some((each) => gone.has(each)))
}

/** The message is right again, and how: by its deletion, or without what was taken back. */
export function corrected(ticket: Ticket, { activityId }: ToldMessage, how: TakenBackAs): Ticket {
  const wrong = toCorrect(ticket).find((each) => each.activityId === activityId)
  if (!wrong) return ticket
  const gone = goneFrom(ticket)
  const left = { ...wrong, only: false, replies: wrong.replies.filter((each) => !gone.has(each)) }
  const messages = (ticket.messages ?? []).flatMap((each) =>
    each !== wrong ? [each] : how === 'deleted' || left.replies.length === 0 ? [] : [left],
  )
  return { ...ticket, messages, backsBecame: worse(ticket.backsBecame, how) }
}

function worse(before: TakenBackAs | undefined, now: TakenBackAs): TakenBackAs {
  const order = takenBackAs.options
  return before && order.indexOf(before) > order.indexOf(now) ? before : now
}

/** The thread is still to hear of it; undefined: it has. `unread`: it had reached nobody. */
export function backsToSay(ticket: Ticket): { count: number; became: TakenBackAs | 'unread' } | undefined {
  const count = ticket.entries.filter((each) => each.takenBack).length
  const { backsSaid = 0, backsBecame } = ticket
  return count > backsSaid || backsBecame ? { count, became: backsBecame ?? 'unread' } : undefined
}

export function backsSaid(ticket: Ticket, count: number): Ticket {
  const { backsBecame: _became, ...rest } = ticket
  return { ...rest, backsSaid: count }
}

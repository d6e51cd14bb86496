import { type FailedPayment, failureOf } from '../orders/order-status.ts'
import { isLiveTicket, type Ticket } from '../tickets/ticket.ts'
import { type Act, ended, happened, isDone, openAgain } from '../tickets/ticket-steps.ts'
import { type Delivery, type DeliveryKind, isOfDispute, isUrgent } from './delivery.ts'

/** From so many days before the end of the term on, nothing is left to a later step of the ladder. */
const LAST_DAYS = 7

/**
 * What reached nobody: a step of the ladder, or an event of its term. `at`: since when that is certain. `canWait`: if
 * somebody can be reached, the next step tells them; not so for the last one before the end when none has arrived.
 */
export type Missed = {
  news: string
  kind: DeliveryKind | FailedPayment
  because?: string | undefined
  at: string
  canWait: boolean
}

/** It has come to an end, and told nobody anything; of a charge only what surely arrived counts (S19). */
export function isMissed({ state, kind }: Pick<Delivery, 'state' | 'kind'>): boolean {
  if (isOfDispute({ kind })) return false
  return state === 'failed' || state === 'skipped' || (state === 'unknown' && kind === 'charge-notice')
}

/** Still to be sent, or being sent. */
export function isUnderWay({ state }: Pick<Delivery, 'state'>): boolean {
  return state === 'waiting' || state === 'sending'
}

/** The last news of a term, if it reached nobody at the partner: then support is to hear of it (S16). */
export function lastMissed(rows: Delivery[]): Missed | undefined {
  const last = lastNews(rows)
  const missed = last.find(isMissed)
  if (!missed || last.some(mayKnow)) return undefined
  const known = rows.some((each) => !isUrgent(each) && mayKnow(each))
  const canWait = !isUrgent(missed) && (known || (missed.step ?? 0) > LAST_DAYS)
  const { because } = missed
  const kind = missed.kind === 'declined' ? failureOf(because) : missed.kind
  return { news: newsOf(missed), kind, because, at: missed.endedAt ?? missed.dueAt, canWait }
}

/** Whether the desk is to hear of it now. */
export function isForDesk({ canWait }: Missed, reachable: boolean): boolean {
  return !reachable || !canWait
}

/** Each one's row of what was planned last and is over for everybody; what needn't be told any more is left out. */
function lastNews(rows: Delivery[]): Delivery[] {
  const all = new Map<string, Delivery[]>()
  for (const row of rows) all.set(newsOf(row), [...(all.get(newsOf(row)) ?? []), row])
  const over = [...all.values()].filter((each) => !each.some(isUnderWay) && each.some(wasOwed))
  return over.toSorted((a, b) => (age(a) < age(b) ? 1 : -1))[0] ?? []
}

/** Who hands something over to a colleague knows of it. */
function wasOwed({ state, kind }: Delivery): boolean {
  return state !== 'suppressed' && kind !== 'handed-over'
}

function age(news: Delivery[]): string {
  return news.map((each) => `${each.plannedAt} ${each.endedAt ?? ''}`).reduce((a, b) => (a > b ? a : b))
}

/** A delivery's key without whom it is for. */
function newsOf({ _id, personId }: Delivery): string {
  return _id.slice(0, -(personId.length + 1))
}

function mayKnow(row: Delivery): boolean {
  return row.state === 'sent' || (row.state === 'unknown' && !isMissed(row))
}

/** One more thing that nobody was told. A ticket that had ended by itself is open again; what an agent has closed stays closed. */
export function missedAgain(ticket: Ticket, act: Act, kind: Missed['kind']): Ticket {
  if (isDone(ticket, act) || ticket.state === 'closed') return ticket
  const said = happened(ticket, 'partner', act, 'missed', kind)
  return isLiveTicket(ticket) ? said : openAgain(said, act.now)
}

/** Somebody there can be reached again. */
export function reachableAgain(ticket: Ticket, act: Act): Ticket {
  return isDone(ticket, act) || !isLiveTicket(ticket) ? ticket : happened(ticket, 'partner', act, 'reachable-again')
}

/** Nothing is left to do. A ticket that an agent has taken is theirs to close, with a word about it. */
export function settled(
  ticket: Ticket,
  act: Act,
  what: 'told-at-last' | 'term-over' | 'dispute-won',
  about?: string,
): Ticket {
  if (isDone(ticket, act) || !isLiveTicket(ticket)) return ticket
  const said = happened(ticket, 'partner', act, what, about)
  return ticket.state === 'open' ? { ...ended({ ...said, state: 'withdrawn' }, act.now), closedAt: act.now } : said
}

import { later } from '../values/time.ts'
import { isLiveTicket, type Ticket } from './ticket.ts'

/** Within how many hours the desk means to answer first, and to be done. */
export type Targets = { firstReplyHours: number; resolveHours: number }

export const USUAL_TARGETS: Targets = { firstReplyHours: 8, resolveHours: 72 }

const HOUR_MS = 3_600_000
/** The desk is reminded when so much of the time is gone. */
const SHARE = 0.75

/** What the desk is to be reminded of next, when, and by when it is due; nothing while it is the partner's turn. */
export function nextNudge(
  ticket: Ticket,
  targets: Targets,
): { what: 'reply' | 'resolve'; at: string; due: string } | undefined {
  if (!isLiveTicket(ticket) || ticket.waitsFor !== 'desk') return undefined
  const given = ticket.nudged ?? []
  if (!ticket.firstReplyAt && !given.includes('reply'))
    return { what: 'reply', ...times(ticket, targets.firstReplyHours) }
  return given.includes('resolve') ? undefined : { what: 'resolve', ...times(ticket, targets.resolveHours) }
}

/** The desk is being reminded of it now; the ticket itself when somebody has just done so: once each. */
export function reminded(ticket: Ticket, what: 'reply' | 'resolve'): Ticket {
  const given = ticket.nudged ?? []
  return given.includes(what) ? ticket : { ...ticket, nudged: [...new Set([...given, what])] }
}

function times({ openedAt }: Ticket, hours: number) {
  return { at: later(openedAt, hours * HOUR_MS * SHARE), due: later(openedAt, hours * HOUR_MS) }
}

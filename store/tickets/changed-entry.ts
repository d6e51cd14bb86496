import type { Entry, Ticket } from './ticket.ts'
import { withNews } from './ticket-steps.ts'

/** F36: an edit is recorded as one; `text` undefined: the message was deleted, which hides it and keeps that it was there. */
export function edit(ticket: Ticket, key: string, by: string, text: string | undefined, now: string): Ticket {
  const found = ticket.entries.find((each) => each.key === key && each.by === by && each.kind !== 'happening')
  if (!found || found.text === text || found.deleted) return ticket
  if (found.takenBack && text !== undefined) return ticket
  const times = (found.edited?.times ?? 0) + 1
  const { text: before = '', ...rest } = found
  const changed: Entry =
    text === undefined
      ? { ...rest, deleted: now }
      : { ...found, text, edited: { at: now, times, first: found.edited?.first ?? before } }
  return withNews({ ...ticket, entries: ticket.entries.map((each) => (each === found ? changed : each)) }, now)
}

/** The message was deleted, and the deletion undone: its words are there again. What wasn't deleted is edited by it at most. */
export function restore(ticket: Ticket, key: string, by: string, text: string, now: string): Ticket {
  const found = ticket.entries.find((each) => each.key === key && each.by === by && each.kind !== 'happening')
  if (!found?.deleted) return edit(ticket, key, by, text, now)
  const { deleted: _deleted, ...rest } = found
  const back = { ...rest, text }
  return withNews({ ...ticket, entries: ticket.entries.map((each) => (each === found ? back : each)) }, now)
}

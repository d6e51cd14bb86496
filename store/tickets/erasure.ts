import type { Ticket } from './ticket.ts'

/** What stands where somebody's words stood. */
const ERASED = '–'

/** A ticket without a person's own words; every line of it stays, so that what was done can still be read. */
export function withoutWordsOf(ticket: Ticket, personId: string): Ticket {
  const opener = ticket.entries[0]?.by === personId
  const details = opener && ticket.request.details ? ERASED : ticket.request.details
  const entries = ticket.entries.map((each) => {
    if (each.by !== personId || each.text === undefined) return each
    const edited = each.edited ? { edited: { ...each.edited, first: ERASED } } : {}
    return { ...each, text: ERASED, ...edited }
  })
  const { unsent = [], ...rest } = ticket
  const others = unsent.filter((each) => each.by !== personId)
  const same =
    details === ticket.request.details &&
    others.length === unsent.length &&
    entries.every((each, i) => each.text === ticket.entries[i]?.text)
  if (same) return ticket
  const waiting = others.length > 0 ? { unsent: others } : {}
  return { ...rest, ...waiting, request: { ...ticket.request, details }, entries }
}

import type { Ticket } from './ticket.ts'

/** What stands where somebody's words stood. */
const ERASED = '–'

/** A ticket without a person's own words; every line of it stays, so that what was done can still be read. */
export function withoutWordsOf(of: Ticket, personId: string): Ticket {
  const opener = of.entries[0]?.by === personId
  const details = opener && of.request.details ? ERASED : of.request.details
  const entries = of.entries.map((each) => {
    if (each.by !== personId || each.text === undefined) return each
    const edited = each.edited ? { edited: { ...each.edited, first: ERASED } } : {}
    return { ...each, text: ERASED, ...edited }
  })
  const same = details === of.request.details && entries.every((each, i) => each.text === of.entries[i]?.text)
  return same ? of : { ...of, request: { ...of.request, details }, entries }
}

import { type Entry, MOST_ENTRIES, MOST_THREADS, type Ticket } from './ticket.ts'

/**
 * One more line. In a full timeline the oldest happening goes for it, never anybody's words and never the opening: so a
 * ticket can always be closed, and what was done to the money always be written down. Who was told of so many lines was
 * told of one fewer of those that are left.
 */
export function withLine(ticket: Ticket, line: Entry): Ticket {
  const { entries, told, saidInThread } = ticket
  if (entries.length < MOST_ENTRIES) return { ...ticket, entries: [...entries, line] }
  const gone = entries.findIndex((each, i) => i > 0 && each.kind === 'happening')
  const less = (count: number) => (count > gone ? count - 1 : count)
  return {
    ...ticket,
    entries: [...entries.slice(0, gone), ...entries.slice(gone + 1), line],
    told: Object.fromEntries(Object.entries(told).map(([person, count]) => [person, less(count)])),
    saidInThread: less(saidInThread),
  }
}

/** Its live card begins another thread. */
export function withThread(ticket: Ticket, activityId: string): Ticket {
  return { ...ticket, threads: [...ticket.threads, activityId].slice(-MOST_THREADS) }
}

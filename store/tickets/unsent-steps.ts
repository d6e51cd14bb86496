import { later } from '../values/time.ts'
import type { Ticket } from './ticket.ts'
import { isDone } from './ticket-steps.ts'
import { MOST_UNSENT, type Unsent } from './unsent.ts'

/** Nobody remembers for longer what they were about to say. */
const KEPT_MS = 86_400_000

/** Keeps an agent's words until the agent says whom they are for, or a day is over. */
export function hold(ticket: Ticket, words: Unsent): Ticket {
  const { unsent: waiting = [] } = ticket
  if (isDone(ticket, words) || waiting.some((each) => each.id === words.id)) return ticket
  const held = { ...ticket, unsent: [...waiting, words].slice(-MOST_UNSENT) }
  const until = expiryOf(held) ?? words.at
  return { ...held, owedAt: ticket.owedAt && ticket.owedAt < until ? ticket.owedAt : until }
}

/** The words that wait, as long as they do. */
export function unsentIn(ticket: Ticket, id: string, now: string): Unsent | undefined {
  return waitingAt(ticket, now).find((each) => each.id === id)
}

/** What this agent was asked about last and has not answered. */
export function lastUnsentOf(ticket: Ticket, by: string, now: string): Unsent | undefined {
  return waitingAt(ticket, now).findLast((each) => each.by === by)
}

/** They wait no longer: written down, or dropped. */
export function settle(ticket: Ticket, id: string): Ticket {
  const { unsent = [], ...rest } = ticket
  const left = unsent.filter((each) => each.id !== id)
  if (left.length === unsent.length) return ticket
  return left.length > 0 ? { ...rest, unsent: left } : rest
}

/** Its writer has deleted the message: what waited of it is gone with it. */
export function withdrawn(ticket: Ticket, key: string, by: string): Ticket {
  const found = ticket.unsent?.find((each) => each.key === key && each.by === by)
  return found ? settle(ticket, found.id) : ticket
}

/** Its writer has edited the message: what waits is what stands there now. */
export function reworded(ticket: Ticket, key: string, by: string, text: string): Ticket {
  const { unsent = [] } = ticket
  const found = unsent.find((each) => each.key === key && each.by === by && each.text !== text)
  if (!found) return ticket
  return { ...ticket, unsent: unsent.map((each) => (each === found ? { ...each, text } : each)) }
}

/** When the first of what waits is too old; undefined: nothing waits. */
export function expiryOf({ unsent = [] }: Ticket): string | undefined {
  const [first] = unsent.map(({ at }) => at).toSorted()
  return first && later(first, KEPT_MS)
}

/** What has waited for too long, and still stands there. */
export function expired({ unsent = [] }: Ticket, now: string): Unsent[] {
  return unsent.filter((each) => Date.parse(now) - Date.parse(each.at) >= KEPT_MS)
}

function waitingAt({ unsent = [] }: Ticket, now: string): Unsent[] {
  return unsent.filter((each) => Date.parse(now) - Date.parse(each.at) < KEPT_MS)
}

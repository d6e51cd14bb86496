import { isDuplicateKey } from '../../database/collection.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { ok, type Result, refused } from '../../values/result.ts'
import type { Services } from '../services.ts'

/** Reads, decides and writes; what the rule refuses changes nothing. */
export async function decide(
  { store }: Services,
  id: string,
  step: (ticket: Ticket) => Result<Ticket>,
): Promise<Result<Ticket>> {
  let outcome: Result<Ticket> = refused('not-found')
  try {
    const after = await store.tickets.change(id, (ticket) => {
      outcome = step(ticket)
      return outcome.ok ? outcome.value : ticket
    })
    return outcome.ok && after ? ok(after) : outcome
  } catch (error) {
    // Its subscription has another open request by now.
    if (isDuplicateKey(error)) return refused('ticket-over')
    throw error
  }
}

import { isDuplicateKey } from '../store/collection.ts'
import { ok, type Result, refused } from '../store/result.ts'
import { isLiveTicket, type Ticket } from '../store/ticket.ts'
import { type Act, answer, judge, reopen, withdraw } from '../store/ticket-steps.ts'
import type { Services } from './services.ts'

export type PartnerAct = 'reply' | 'withdraw' | 'reopen' | 'solved' | 'not-solved'

/** What somebody at the partner does to a ticket that is theirs. The act's key makes a second delivery change nothing. */
export async function actOnTicket(
  { store }: Services,
  id: string,
  what: PartnerAct,
  act: Act,
  words: string,
): Promise<Result<Ticket>> {
  if (what === 'reply' || what === 'reopen' || what === 'not-solved') {
    const open = await reopenFirst(id)
    if (!open.ok) return open
  }
  return decided(id, (of) => {
    if (what === 'reply') return answer(of, act, words)
    if (what === 'withdraw') return withdraw(of, act)
    return what === 'solved' ? judge(of, act, true) : ok(of)
  })

  /** A message to a closed ticket opens it again; `not solved` is said before that. */
  async function reopenFirst(ticketId: string): Promise<Result<Ticket>> {
    if (what === 'not-solved') await decided(ticketId, (of) => judge(of, { ...act, key: `${act.key}:judged` }, false))
    return decided(ticketId, (of) =>
      isLiveTicket(of) ? ok(of) : reopen(of, 'partner', { ...act, key: `${act.key}:reopened` }),
    )
  }

  async function decided(ticketId: string, step: (of: Ticket) => Result<Ticket>): Promise<Result<Ticket>> {
    let outcome: Result<Ticket> = refused('not-found')
    try {
      const after = await store.tickets.change(ticketId, (of) => {
        outcome = step(of)
        return outcome.ok ? outcome.value : of
      })
      return outcome.ok && after ? ok(after) : outcome
    } catch (error) {
      // Its subscription has another open request by now: that one is to be used.
      if (isDuplicateKey(error)) return refused('ticket-over')
      throw error
    }
  }
}

import { isLiveTicket, type Ticket } from '../../tickets/ticket.ts'
import { type Act, answer, judge, reopen, withdraw } from '../../tickets/ticket-steps.ts'
import { ok, type Result } from '../../values/result.ts'
import type { Services } from '../services.ts'
import { decide } from './ticket-deciding.ts'

export type PartnerAct = 'reply' | 'withdraw' | 'reopen' | 'solved' | 'not-solved'

/** What somebody at the partner does to a ticket that is theirs. The act's key makes a second delivery change nothing. */
export async function actOnTicket(
  services: Services,
  id: string,
  what: PartnerAct,
  act: Act,
  words: string,
): Promise<Result<Ticket>> {
  if (what === 'reply' || what === 'reopen' || what === 'not-solved') {
    const open = await reopenFirst(id)
    if (!open.ok) return open
  }
  return decide(services, id, (ticket) => {
    if (what === 'reply') return answer(ticket, act, words)
    if (what === 'withdraw') return withdraw(ticket, act)
    return what === 'solved' ? judge(ticket, act, true) : ok(ticket)
  })

  /** A message to a closed ticket opens it again; `not solved` is said before that. */
  async function reopenFirst(ticketId: string): Promise<Result<Ticket>> {
    if (what === 'not-solved')
      await decide(services, ticketId, (ticket) => judge(ticket, { ...act, key: `${act.key}:judged` }, false))
    return decide(services, ticketId, (ticket) =>
      isLiveTicket(ticket) ? ok(ticket) : reopen(ticket, 'partner', { ...act, key: `${act.key}:reopened` }),
    )
  }
}

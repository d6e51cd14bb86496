import type { Ticket } from '../../../store/tickets/ticket.ts'
import { isLiveTicket } from '../../../store/tickets/ticket.ts'
import { did } from '../../../store/tickets/ticket-steps.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { decide } from '../../../store/use-cases/tickets/ticket-deciding.ts'
import type { Money } from '../../../store/values/money.ts'
import { ok, type Result, refused } from '../../../store/values/result.ts'
import { actOf, type DeskTurn } from './desk-turn.ts'

type Proposed = {
  orderId: string
  number: string
  money: Money | undefined
  what: 'refund-proposed' | 'accept-proposed'
  /** Whether the ticket is still what the pressed card showed. */
  isAsSeen: (ticket: Ticket) => boolean
}

/** The first agent's: it waits in the request for a second one. */
export async function propose(
  services: Services,
  turn: DeskTurn,
  ticket: Ticket,
  { orderId, number, money, what, isAsSeen }: Proposed,
): Promise<Result<Ticket>> {
  const act = actOf(services, turn)
  const amount = money ? { money } : {}
  const deed = what === 'accept-proposed' ? { deed: 'accept' as const } : {}
  const refund = { ...deed, orderId, by: act.by, at: act.now, key: act.key, ...amount }
  return decide(services, ticket._id, (each) =>
    // Of two who propose at once the first one counts; the second one is shown it, and may confirm it then.
    isAsSeen(each) ? ok({ ...did(each, act, what, number, amount), refund }) : refused('refund-not-as-shown'),
  )
}

/**
 * The second agent's: written in the request first, so that of a confirmation and a closing at the same instant one is
 * written first, and the other finds it. A second confirmation of the same finds it too, and changes nothing; one that
 * comes after it was carried out is refused here, and finds it on the order.
 */
export async function confirmProposal(
  services: Services,
  ticket: Ticket,
  { seen, isAsSeen }: { seen: string; isAsSeen: (ticket: Ticket) => boolean },
): Promise<Result<Ticket>> {
  return decide(services, ticket._id, (each) => {
    if (!isLiveTicket(each)) return refused('request-over')
    if (!each.refund || !isAsSeen(each)) return refused('refund-not-as-shown')
    return each.refund.confirmed === seen ? ok(each) : ok({ ...each, refund: { ...each.refund, confirmed: seen } })
  })
}

/** It is carried out: the request with all that was written into it meanwhile. */
export async function carriedOut({ store }: Services, ticket: Ticket): Promise<Result<Ticket>> {
  return ok((await store.tickets.get(ticket._id)) ?? ticket)
}

/** It can't be carried out any more: another one may be proposed. */
export async function dropProposal(services: Services, ticket: Ticket, seen: string): Promise<void> {
  await decide(services, ticket._id, (each) => {
    const { refund, ...rest } = each
    return ok(refund?.confirmed === seen ? rest : each)
  })
}

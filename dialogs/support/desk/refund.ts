import { again } from '../../../store/database/again.ts'
import type { Order } from '../../../store/orders/order.ts'
import type { Refund } from '../../../store/orders/refund.ts'
import { askRefund } from '../../../store/orders/refund-steps.ts'
import { refundsOf } from '../../../store/orders/refunds-of.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import {
  ordersOf,
  refundable,
  refundProposalOf,
  refundSeen,
} from '../../../store/use-cases/refunds/refundable-orders.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import type { Money } from '../../../store/values/money.ts'
import { ok, type Result, refused } from '../../../store/values/result.ts'
import { stored } from '../../../store/values/time.ts'
import { amountOf } from './amount.ts'
import type { Asked, DeskTurn } from './desk-turn.ts'
import { carriedOut, confirmProposal, dropProposal, propose } from './money-proposal.ts'

/**
 * The first agent proposes how much; a second one, never the same, confirms just that, and only then the gateway gives the
 * money back. Each `choice` is bound to what its card showed: anything else by now is refused.
 */
export async function refundDeed(
  services: Services,
  turn: DeskTurn,
  ticket: Ticket,
  { choice, amount }: Asked,
): Promise<Result<Ticket>> {
  const [, orderId = '', seen = ''] = choice.split(':')
  const order = (await ordersOf(services, ticket)).find((each) => each._id === orderId)
  if (!order) return refused('nothing-to-refund')
  // Confirmed before, by whomever: how it goes is what there is to see.
  if (triedAs(order, seen)) return outcome(services, ticket, order._id, seen)
  const proposal = refundProposalOf(ticket, order)
  const left = refundable(order, proposal !== undefined)
  if (!left) return refused('nothing-to-refund')
  if (proposal?.by === turn.speaker.person._id) return refused('needs-second-agent')
  const money = proposal?.money ?? amountOf(amount, left)
  if (!money) return refused('refund-amount')
  if (money.amount > left.amount) return refused('refund-too-much')
  if (seen !== refundSeen(ticket, order, money))
    return refused(!proposal && money.amount !== left.amount ? 'refund-amount-changed' : 'refund-not-as-shown')
  const isAsSeen = (each: Ticket) => refundSeen(each, order, money) === seen
  if (!proposal)
    return propose(services, turn, ticket, { orderId, number: order.number, money, what: 'refund-proposed', isAsSeen })
  const confirmed = await confirmProposal(services, ticket, { seen, isAsSeen })
  if (!confirmed.ok) {
    const latest = await services.store.orders.get(order._id)
    return latest && triedAs(latest, seen) ? outcome(services, ticket, order._id, seen) : confirmed
  }
  return giveBack(services, turn, ticket, order, { money, seen, proposedBy: proposal.by })
}

function triedAs(order: Order, seen: string): Refund | undefined {
  return seen ? refundsOf(order).find((each) => each.seen === seen) : undefined
}

/**
 * Asked for is written down, with its job, before the gateway is asked: whoever dies over it, somebody looks after it. The
 * job writes into the request what becomes of it.
 */
async function giveBack(
  services: Services,
  turn: DeskTurn,
  ticket: Ticket,
  order: Order,
  { money, seen, proposedBy }: { money: Money; seen: string; proposedBy: string },
): Promise<Result<Ticket>> {
  const { store, clock } = services
  const asked = { money, seen, proposedBy, ticketId: ticket._id, confirmedBy: turn.speaker.person._id }
  const written = await again(async (): Promise<Result<Order>> => {
    const latest = (await store.orders.get(order._id)) ?? order
    const after =
      refundable(latest, true) || triedAs(latest, seen) ? askRefund(latest, asked, stored(clock.now())) : undefined
    if (!after?.ok) return after ?? refused('nothing-to-refund')
    return after.value === latest ? after : ok(await store.orders.save(latest, after.value))
  })
  if (!written.ok) {
    await dropProposal(services, ticket, seen)
    return written
  }
  await store.jobs.addAgain('refund', order._id, stored(clock.now()))
  await services.runNow('refund', order._id)
  return outcome(services, ticket, order._id, seen)
}

async function outcome(services: Services, ticket: Ticket, orderId: string, seen: string): Promise<Result<Ticket>> {
  const order = await services.store.orders.get(orderId)
  if (order && triedAs(order, seen)?.state === 'failed') return refused('refund-failed')
  return carriedOut(services, ticket)
}

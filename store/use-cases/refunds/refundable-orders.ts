import { createHash } from 'node:crypto'
import { GIVEN_UP, lastAttempt, type Order, takenFor } from '../../orders/order.ts'
import { leftOf, refundsOf, returnable } from '../../orders/refunds-of.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import type { Money } from '../../values/money.ts'
import { lookUp } from '../orders/asking-for-money.ts'
import type { Services } from '../services.ts'
import { orderOfTerm } from '../subscriptions/current-subscriptions.ts'

/**
 * The paid orders that a request is about, the newest first: that which the bot has noticed, and those of the subscription,
 * of whichever term.
 */
export async function ordersOf(services: Services, ticket: Ticket): Promise<Order[]> {
  const { noticed } = ticket.request
  const named = noticed && 'order' in noticed ? await services.store.orders.numbered(noticed.order) : undefined
  const subscription = ticket.subscriptionId ? await services.store.subscriptions.get(ticket.subscriptionId) : undefined
  const ofTerms = subscription ? await ordersOfTerms(services, subscription) : []
  const all = [...(named ? [named] : []), ...ofTerms].filter(
    (each, i, list) => each.partnerId === ticket.partnerId && list.findIndex(({ _id }) => _id === each._id) === i,
  )
  return Promise.all(all.map(async (each) => parkedIfGivenUp(services, await withTaken(services, each))))
}

/** Paid, and setting it up has failed for good: from the moment the desk looks at it, that is for the desk to decide. */
async function parkedIfGivenUp({ store }: Services, order: Order): Promise<Order> {
  if (order.state !== 'paid' || (await store.jobs.get(`fulfil:${order._id}`))?.state !== 'dead') return order
  const parked = await store.orders.change(order._id, (latest) => {
    if (latest.state !== 'paid') return latest
    return { ...latest, state: 'parked', parkedBecause: latest.parkedBecause ?? GIVEN_UP, untold: 'parked' }
  })
  return parked ?? order
}

async function ordersOfTerms(services: Services, subscription: Subscription): Promise<Order[]> {
  // A renewal of the next term may have been paid and parked.
  const newest = (subscription.term?.number ?? 1) + 1
  const terms = Array.from({ length: newest }, (_, i) => newest - i)
  const orders = await Promise.all(terms.map((each) => orderOfTerm(services, subscription, each)))
  return orders.flatMap((each) => each ?? [])
}

/** What was taken was not always kept; of another amount than was asked for, it is looked up before anybody decides on it. */
async function withTaken(services: Services, order: Order): Promise<Order> {
  const paid = lastAttempt(order)
  if (order.parkedBecause !== 'amount-differs' || paid?.state !== 'succeeded' || paid.taken) return order
  const found = await lookUp(services, paid)
  if (found.status !== 'succeeded') return order
  const known = await services.store.orders.change(order._id, (latest) => {
    const last = lastAttempt(latest)
    if (!last || last.taken) return latest
    const { refund: former, ...rest } = latest
    const refunds = former ? { refunds: refundsOf(latest) } : {}
    const attempts = latest.attempts.with(-1, { ...last, taken: found.money })
    return { ...rest, ...refunds, attempts }
  })
  return known ?? order
}

/**
 * What can still be given back of an order; undefined: nothing. What is disputed is the bank's to give back; only what was
 * `proposed` before is completed, and the gateway says whether it can. Money whose amount nobody knows waits.
 */
export function refundable(order: Order, proposed = false): Money | undefined {
  const { dispute, parkedBecause } = order
  if (parkedBecause === 'amount-differs' && !lastAttempt(order)?.taken) return undefined
  return proposed || dispute === undefined || dispute.state === 'won' ? returnable(order) : undefined
}

/** The proposal that waits for a second agent; undefined: none, or one of more than is left by now. */
export function refundProposalOf({ refund }: Pick<Ticket, 'refund'>, order: Order) {
  const left = leftOf(order)
  if (refund?.orderId !== order._id || refund.deed) return undefined
  const money = refund.money ?? left
  return money && left && money.amount <= left.amount ? { ...refund, money } : undefined
}

/** The proposal to accept parked money that waits for a second agent; undefined: none. */
export function acceptProposalOf({ refund }: Pick<Ticket, 'refund'>, order: Order) {
  return refund?.orderId === order._id && refund.deed === 'accept' ? refund : undefined
}

/**
 * What an agent is shown before money is decided on: company, order, amount, and the proposal that stands. The confirmation
 * carries it, and it is made anew from the records then: what somebody has not seen, nobody is on record for.
 */
export function refundSeen(ticket: Pick<Ticket, 'partnerId' | 'refund'>, order: Order, money: Money): string {
  return seenOf(ticket, order, money)
}

/** The same of parked money that is to be accepted. */
export function acceptanceSeen(ticket: Pick<Ticket, 'partnerId' | 'refund'>, order: Order): string {
  return seenOf(ticket, order, takenFor(order), 'accept')
}

function seenOf(
  { partnerId, refund }: Pick<Ticket, 'partnerId' | 'refund'>,
  order: Order,
  money: Money | undefined,
  ...deed: string[]
): string {
  const proposal = refund && [refund.orderId, refund.by, refund.key, refund.money?.amount, refund.money?.currency]
  const seen = [partnerId, order.partnerId, order._id, money?.amount, money?.currency, proposal, ...deed]
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url').slice(0, 22)
}

import { again } from '../../database/again.ts'
import { isDuplicateKey } from '../../database/collection.ts'
import { lastAttempt, type Order } from '../../orders/order.ts'
import { type OrderRefund, refundKey } from '../../orders/refund.ts'
import { refundAnswered } from '../../orders/refund-steps.ts'
import { isLiveTicket, type Ticket } from '../../tickets/ticket.ts'
import { did, isDone, openAgain } from '../../tickets/ticket-steps.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'

const SOON = { minutes: 10 }
const DAILY = { hours: 24 }

/**
 * The effect of the job `refund:{order}`: asks the gateway for what was written down, under the key of its try, which it
 * answers alike however often it is asked; then the audit log and the request hear of it. Can be done again from any
 * point. Gives the instant at which to look again.
 */
export function openRefunds(services: Services) {
  const { store, clock } = services

  return async (orderId: string): Promise<string | undefined> => {
    const order = await store.orders.get(orderId)
    if (!order?.refund) return undefined
    const answered = order.state === 'refunding' ? await ask(services, order) : order
    if (!answered.refund) return undefined
    if (answered.refund.state === 'refunded') await record(services, answered, answered.refund)
    await tell(services, answered, answered.refund)
    if (answered.state !== 'refunding') return undefined
    return stored(clock.now().add(answered.refund.state === 'pending' ? DAILY : SOON))
  }
}

/** No answer, or one that is still being made: looked up later, and never taken for a no. */
async function ask(services: Services, order: Order): Promise<Order> {
  const { store, payments } = services
  const [paid, n] = [lastAttempt(order), order.refund?.n ?? 1]
  const status = await payments
    .refund({ key: refundKey(order._id, n), chargeId: paid?.chargeId ?? '', money: paid?.money ?? NOTHING })
    .then((answer) => answer.status)
    .catch((error: unknown) => {
      services.report('a refund got no answer', error)
      return 'unknown' as const
    })
  if (status === 'unknown') return order
  return again(async () => {
    // Whatever else has been written on it meanwhile, as a dispute: this is what the gateway says of this try.
    const latest = (await store.orders.get(order._id)) ?? order
    const after = latest.refund?.n === n ? refundAnswered(latest, status) : latest
    return after === latest ? latest : store.orders.save(latest, after)
  })
}

const NOTHING = { amount: 0, currency: 'XXX' }

async function record({ store }: Services, order: Order, { n, proposedBy, confirmedBy, askedAt }: OrderRefund) {
  await store.audits.add({
    _id: n === 1 ? `refunded:${order._id}` : `refunded:${order._id}:${n}`,
    partnerId: order.partnerId,
    by: 'support',
    what: 'refunded',
    about: order._id,
    facts: { order: order.number, offer: order.offerId, ...lastAttempt(order)?.money, proposedBy, confirmedBy },
    at: askedAt,
  })
}

/** Both sides read in the request how it goes; what failed is the desk's again, whoever has closed the request meanwhile. */
async function tell({ store, clock }: Services, order: Order, { n, state, confirmedBy, ticketId }: OrderRefund) {
  const what = state === 'refunded' || state === 'failed' ? state : 'pending'
  const act = { by: confirmedBy, key: `refund-${what}:${order._id}:${n}`, now: stored(clock.now()) }
  const happening = what === 'refunded' ? 'refunded' : (`refund-${what}` as const)
  const noted = (ticket: Ticket): Ticket => {
    if (isDone(ticket, act)) return ticket
    const { refund, ...rest } = did(ticket, act, happening, order.number)
    const said = refund && refund.orderId !== order._id ? { ...rest, refund } : rest
    return what === 'failed' && !isLiveTicket(ticket) ? openAgain(said, act.now) : said
  }
  try {
    await store.tickets.change(ticketId, noted)
  } catch (error) {
    // Another request about the same subscription is open by now: the desk reads it there.
    if (!isDuplicateKey(error)) throw error
    const subscriptionId = order.subscriptionId ?? lastAttempt(order)?.subscriptionId ?? ''
    const open = await store.tickets.openCancellationOf(order.partnerId, subscriptionId)
    if (open) await store.tickets.change(open._id, noted)
  }
}

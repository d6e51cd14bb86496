import { isDuplicateKey } from '../../database/collection.ts'
import { type Order, subscriptionIdOf } from '../../orders/order.ts'
import type { Refund } from '../../orders/refund.ts'
import { refundTold } from '../../orders/refund-steps.ts'
import { refundsOf } from '../../orders/refunds-of.ts'
import { BY_ITSELF, type Happening, isLiveTicket, type Ticket } from '../../tickets/ticket.ts'
import { did, follow, isDone, openAgain } from '../../tickets/ticket-steps.ts'
import { stored } from '../../values/time.ts'
import { firstReachable } from '../reminders/addressees.ts'
import type { Services } from '../services.ts'
import { requestRefunded } from '../tickets/opened-requests.ts'

/** A refund that the gateway has not answered by then is the desk's to know of, and so is one that hangs there. */
const SILENT_AFTER_MS = 86_400_000
const SLOW_AFTER_MS = 14 * 86_400_000

/**
 * Both sides read in a request how each refund goes, once for each step of it; what failed is the desk's again, whoever has
 * closed the request meanwhile. Gives the order as it is after that.
 */
export async function tellRefunds(services: Services, order: Order): Promise<Order> {
  const { store, clock } = services
  let latest = order
  for (const each of refundsOf(order)) {
    const news = newsOf(each, stored(clock.now()))
    if (news === each.told || !news) continue
    await record(services, order, each)
    await tell(services, order, each, news)
    latest = (await store.orders.change(order._id, (found) => refundTold(found, each.id, news))) ?? latest
  }
  return latest
}

type News = NonNullable<Refund['told']>

function newsOf({ state, at, told }: Refund, now: string): News | undefined {
  const late = (ms: number) => Date.parse(now) - Date.parse(at) >= ms
  if (state === 'asked') return late(SILENT_AFTER_MS) ? 'silent' : (told ?? 'asked')
  if (state === 'pending') return late(SLOW_AFTER_MS) ? 'slow' : told === 'slow' ? told : 'pending'
  return state
}

/** From the record alone; the key says that each end of each refund is written once. */
async function record({ store, clock }: Services, order: Order, refund: Refund): Promise<void> {
  const { id, by, state, money, n = 1, proposedBy, confirmedBy, endedAt } = refund
  if (state !== 'refunded' && state !== 'failed') return
  const of = by === 'desk' ? (n === 1 ? order._id : `${order._id}:${n}`) : `${order._id}:${id}`
  const agents = { ...(proposedBy ? { proposedBy } : {}), ...(confirmedBy ? { confirmedBy } : {}) }
  await store.audits.add({
    _id: `${state === 'refunded' ? 'refunded' : 'refund-failed'}:${of}`,
    partnerId: order.partnerId,
    by: by === 'desk' ? 'support' : 'payments',
    what: state === 'refunded' ? 'refunded' : 'refund-failed',
    about: order._id,
    facts: { order: order.number, offer: order.offerId, ...money, ...agents },
    at: endedAt ?? stored(clock.now()),
  })
}

async function tell(services: Services, order: Order, refund: Refund, news: News): Promise<void> {
  const { store, clock } = services
  const now = stored(clock.now())
  const reader = (await store.people.get(order.personId)) ?? (await firstReachable(services, order.partnerId))
  // Of what time has bought nobody there may have heard yet: somebody does now.
  const heard = (ticket: Ticket) => (ticket.followers.length === 0 && reader ? follow(ticket, reader._id) : ticket)
  const noted = (ticket: Ticket): Ticket => lined(ticket, order, refund, news, now, heard)
  const { ticketId } = refund
  if (!ticketId) {
    const request = await requestRefunded(services, order, reader)
    if (request) await store.tickets.change(request._id, noted)
    return
  }
  try {
    await store.tickets.change(ticketId, noted)
  } catch (error) {
    // Another request about the same subscription is open by now: the desk reads it there.
    if (!isDuplicateKey(error)) throw error
    const subscriptionId = subscriptionIdOf(order) ?? ''
    const open = await store.tickets.openCancellationOf(order.partnerId, subscriptionId)
    if (open) await store.tickets.change(open._id, noted)
  }
}

const LINES: Record<News, Happening> = {
  asked: 'refund-pending',
  pending: 'refund-pending',
  silent: 'refund-silent',
  slow: 'refund-slow',
  refunded: 'refunded',
  failed: 'refund-failed',
}
/** What the desk has to see to, also where it was done with the request. */
const DESKS: readonly News[] = ['failed', 'silent', 'slow']

/** The request with its line, or the request itself if that stands there. */
function lined(
  ticket: Ticket,
  order: Order,
  refund: Refund,
  news: News,
  now: string,
  heard: (ticket: Ticket) => Ticket,
): Ticket {
  const { id, by, n, money, why, seen, told, confirmedBy = BY_ITSELF } = refund
  const line = LINES[news]
  const act = { by: confirmedBy, key: `${line}:${order._id}:${by === 'desk' ? (n ?? 1) : id}`, now }
  if (isDone(ticket, act)) return ticket
  const elsewhere = by === 'gateway' || !refund.ticketId
  const what = news === 'failed' && told === 'refunded' ? 'refund-taken-back' : elsewhere ? ofElsewhere(line) : line
  const said = did(heard(ticket), act, what, order.number, { money, ...(why ? { because: why } : {}) })
  const decided =
    what === 'refunded-elsewhere' ? did(said, { ...act, key: `refund-decide:${order._id}` }, 'refund-decide') : said
  const { refund: proposal, ...rest } = decided
  // A proposal made since, of another part of it, goes on waiting for its second agent.
  const carried = proposal?.orderId === order._id && (seen === undefined || seen === proposal.confirmed)
  const after = proposal && !carried ? decided : rest
  const wakes = DESKS.includes(news) || elsewhere
  return wakes && !isLiveTicket(ticket) ? openAgain(after, now) : after
}

function ofElsewhere(line: Happening): Happening {
  return line === 'refunded' ? 'refunded-elsewhere' : line
}

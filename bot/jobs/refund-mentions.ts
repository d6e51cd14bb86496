import { formatMoney } from '../../cards/format.ts'
import { mentioning } from '../../cards/mention.ts'
import { refundWaitsCard } from '../../cards/refund-waits.ts'
import { namesIn } from '../../dialogs/support/ticket-cards.ts'
import type { Person } from '../../store/people/person.ts'
import type { Desk } from '../../store/tickets/desk.ts'
import { isLiveTicket, type Ticket } from '../../store/tickets/ticket.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { DeskPosts } from './desk-posts.ts'

/** So many of the support tenant's people are looked at, and so many of its agents are called. */
const MOST_ASKED = 10
const MOST_CALLED = 5

/** Those of them who work at the desk now; who can't be asked about isn't among them. */
export type AgentsAmong = (desk: Desk, people: Person[]) => Promise<Person[]>

type Parts = { services: Services; post: DeskPosts; agentsAmong: AgentsAmong }

/**
 * A refund that one agent has proposed is said in the request's thread, once, and the others are called by name: only one of
 * them can confirm it. Gives the milliseconds until it is to be tried again; 0: there is nothing to say.
 */
export function openRefundMentions({ services, post, agentsAmong }: Parts) {
  const { store } = services

  return async (ticket: Ticket, desk: Desk, wait: number): Promise<number> => {
    const { refund } = ticket
    if (!refund || refund.key === ticket.refundTold || !isLiveTicket(ticket)) return 0
    const order = await store.orders.get(refund.orderId)
    if (!order) return 0
    const names = await namesIn(services, ticket, desk.locale)
    const called = await secondAgents(desk, refund.by)
    const card = refundWaitsCard(desk.locale, {
      who: names[refund.by] ?? '',
      order: order.number,
      price: refund.money ? formatMoney(refund.money, desk.locale) : '',
    })
    const sent = await post.tellCard(ticket, desk, mentioning(card, called))
    if (sent.outcome === 'failed' && sent.retryAfterMs !== undefined) return Math.max(wait, sent.retryAfterMs)
    await store.tickets.change(ticket._id, (latest) =>
      latest.refundTold === refund.key ? latest : { ...latest, refundTold: refund.key },
    )
    return 0
  }

  async function secondAgents(desk: Desk, proposer: string) {
    const known = await store.people.ofPartner(desk.tenantId, { limit: MOST_ASKED })
    const others = known.filter((each) => each._id !== proposer && each.objectId && each.name)
    const agents = others.length > 0 ? await agentsAmong(desk, others) : []
    return agents.slice(0, MOST_CALLED).map(({ objectId, name = '' }) => ({ objectId, name }))
  }
}

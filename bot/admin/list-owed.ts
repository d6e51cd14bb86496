import { newsFor } from '../../dialogs/support/ticket-news.ts'
import type { Order } from '../../store/orders/order.ts'
import { newsSince } from '../../store/orders/order-steps.ts'
import type { Paper } from '../../store/papers/paper.ts'
import type { Delivery } from '../../store/reminders/delivery.ts'
import type { Ticket } from '../../store/tickets/ticket.ts'
import type { AdminVerb } from './verb.ts'

const MOST = 100

type Line = { what: string; to: string[]; since: string; tries: number; next: string | undefined }

/** What waits for somebody to hear of it, whichever way it goes out: where an operator looks when somebody wasn't told. */
export const listOwed: AdminVerb = {
  name: 'list-owed',
  usage: '',
  about: 'who is still to be told what: news of orders, tickets, messages; since when, how often tried',
  async run({ store, out }) {
    const orders = await store.orders.toTell(MOST)
    const tickets = await store.tickets.toTell(MOST)
    const messages = await store.deliveries.toTell(MOST)
    const papers = await store.papers.toMail(MOST)
    const sections = {
      orders: orders.map(ofOrder),
      tickets: tickets.map(ofTicket),
      messages: messages.map(ofDelivery),
      ...(papers.length > 0 ? { papers: papers.map(ofPaper) } : {}),
    }
    for (const [name, lines] of Object.entries(sections)) {
      out(`${name}: ${lines.length < MOST ? lines.length : `${MOST} or more`}`)
      for (const { what, to, since, tries, next } of lines)
        out(`  ${what}  to ${to.join(', ')}  since ${since}  tried ${tries} times  next ${next}`)
    }
    return 0
  },
}

/** An automatic order's news is everybody's at the company. */
function ofOrder(order: Order): Line {
  const { _id, untold, automatic, partnerId, personId, tries = 0, lookAt } = order
  const to = [automatic ? `everybody of ${partnerId}` : personId]
  return { what: `${_id} ${untold}`, to, since: newsSince(order), tries, next: lookAt }
}

/** Its card is the desk's in any case: what a target runs out by is the desk's too. */
function ofTicket(ticket: Ticket): Line {
  const { _id, number, followers, entries, openedAt, tries, owedAt } = ticket
  const people = followers.filter((each) => newsFor(ticket, each) > 0)
  const since = entries.at(-1)?.at ?? openedAt
  return { what: `${_id} request ${number}`, to: ['the desk', ...people], since, tries, next: owedAt }
}

function ofDelivery({ _id, kind, personId, plannedAt, tries, dueAt, lease }: Delivery): Line {
  const next = lease ? `not: in work until ${lease.until}` : dueAt
  return { what: `${_id} ${kind}`, to: [personId], since: plannedAt, tries, next }
}

/** By e-mail, to its company's billing address. */
function ofPaper({ _id, kind, partnerId, issuedAt, tries = 0, mailing, mailAt }: Paper): Line {
  const next = mailing ? `not: in work until ${mailAt}` : mailAt
  return { what: `${_id} ${kind}`, to: [`billing of ${partnerId}`], since: issuedAt, tries, next }
}

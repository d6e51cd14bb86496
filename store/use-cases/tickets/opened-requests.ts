import type { Activation } from '../../benefits/benefit.ts'
import { lastAttempt, type Order } from '../../orders/order.ts'
import type { Noticed } from '../../tickets/noticed.ts'
import { BY_ITSELF, type Request, type Ticket } from '../../tickets/ticket.ts'
import type { Member } from '../people/speaker.ts'
import type { Services } from '../services.ts'
import { openTicket, ticketIdOf } from './ticket-opening.ts'

/** S23: a benefit was activated and its pool is empty; support hears of it once. Gives the request's number. */
export async function requestKeys(services: Services, member: Member, activation: Activation): Promise<number> {
  const { subscriptionId, offerId, area, benefitId } = activation
  const key = `keys-${subscriptionId}.${benefitId}`
  return requestOnce(services, member, {
    key,
    problem: 'benefits',
    noticed: { what: 'no-key', offerId, area, benefitId },
  })
}

/** "Who": nobody is left who could give roles; support hears of it once a month. Gives the request's number. */
export async function requestAdmin(services: Services, member: Member): Promise<number> {
  const month = services.clock.today(member.partner.zone).toString().slice(0, 7)
  const key = `admin-${member.tenantId}-${month}`
  return requestOnce(services, member, { key, problem: 'people', noticed: { what: 'no-admin' } })
}

/** Money that was taken and could not be used (F57): somebody looks at it, whoever is told or not. Once per order. */
export async function requestParkedOrder(services: Services, order: Order, because: string): Promise<void> {
  const { store } = services
  const [partner, buyer] = await Promise.all([store.partners.get(order.partnerId), store.people.get(order.personId)])
  if (!partner) return
  await openTicket(services, {
    key: `parked-${order._id}`,
    partner,
    personId: buyer?._id,
    by: buyer ? { side: 'partner', by: buyer._id } : { side: 'desk', by: BY_ITSELF },
    request: { problem: 'invoice', details: '', noticed: { what: 'parked', order: order.number, because } },
    locale: buyer?.locale ?? partner.agreement.locale,
  })
}

/**
 * F59: a payment is disputed; support hears of it, once per order, where the subscription can be cancelled. `opens` false:
 * only the request that is there already. undefined: there is none.
 */
export async function requestDisputed(services: Services, order: Order, opens: boolean): Promise<Ticket | undefined> {
  const key = `dispute-${order._id}`
  if (!opens) return services.store.tickets.get(ticketIdOf(key))
  const partner = await services.store.partners.get(order.partnerId)
  const paid = lastAttempt(order)
  if (!partner || !paid) return undefined
  const { number, offerId, area = '' } = order
  const { ticket } = await openTicket(services, {
    key,
    partner,
    personId: undefined,
    by: { side: 'desk', by: BY_ITSELF },
    request: {
      problem: 'invoice',
      details: '',
      noticed: { what: 'dispute', order: number, offerId, area, price: paid.money },
    },
    subscriptionId: order.subscriptionId ?? paid.subscriptionId,
    locale: partner.agreement.locale,
  })
  return ticket
}

type Ask = { key: string; problem: Request['problem']; noticed: Noticed }

async function requestOnce(services: Services, member: Member, { key, problem, noticed }: Ask): Promise<number> {
  const { partner, person, locale } = member
  const request = { problem, details: '', noticed }
  const by = { side: 'partner' as const, by: person._id }
  const { ticket } = await openTicket(services, { key, partner, personId: person._id, by, request, locale })
  return ticket.number
}

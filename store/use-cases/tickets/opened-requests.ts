import type { Activation } from '../../benefits/benefit.ts'
import { lastAttempt, type Order, subscriptionIdOf, takenFor } from '../../orders/order.ts'
import type { Person } from '../../people/person.ts'
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
  const { number, renews } = order
  const [taken, expected] = [takenFor(order), lastAttempt(order)?.money]
  const amounts = taken && expected ? { taken, expected } : {}
  await requestFor(services, order, {
    key: `parked-${order._id}`,
    noticed: { what: 'parked', order: number, because, ...amounts },
    subscriptionId: renews?.subscriptionId,
    reader: await services.store.people.get(order.personId),
    opensAs: 'partner',
  })
}

/**
 * Money that went back without this desk: support hears of it, once per order, where the subscription can be cancelled.
 * `reader`: who is told of it at the partner.
 */
export async function requestRefunded(
  services: Services,
  order: Order,
  reader: Person | undefined,
): Promise<Ticket | undefined> {
  const { number, offerId, area = '' } = order
  return requestFor(services, order, {
    key: `refunded-${order._id}`,
    noticed: { what: 'refunded', order: number, offerId, area },
    subscriptionId: subscriptionIdOf(order),
    reader,
    opensAs: 'desk',
  })
}

/** The card's network warns of a payment: support hears of it, once per order, where it can be refunded. */
export async function requestFraudWarning(services: Services, order: Order): Promise<void> {
  const { number, offerId, area = '' } = order
  const price = takenFor(order)
  if (!price) return
  await requestFor(services, order, {
    key: `fraud-${order._id}`,
    noticed: { what: 'fraud-warning', order: number, offerId, area, price },
    subscriptionId: subscriptionIdOf(order),
    reader: undefined,
    opensAs: 'desk',
  })
}

type AboutOrder = {
  key: string
  noticed: Noticed
  subscriptionId: string | undefined
  reader: Person | undefined
  opensAs: 'partner' | 'desk'
}

async function requestFor(services: Services, { partnerId }: Order, { opensAs, noticed, reader, ...ask }: AboutOrder) {
  const partner = await services.store.partners.get(partnerId)
  if (!partner) return undefined
  const { ticket } = await openTicket(services, {
    ...ask,
    partner,
    personId: reader?._id,
    by: reader && opensAs === 'partner' ? { side: 'partner', by: reader._id } : { side: 'desk', by: BY_ITSELF },
    request: { problem: 'invoice', details: '', noticed },
    locale: reader?.locale ?? partner.agreement.locale,
  })
  return ticket
}

/**
 * F59: a payment is disputed; support hears of it, once per order, where the subscription can be cancelled. `opens` false:
 * only the request that is there already. undefined: there is none.
 */
export async function requestDisputed(services: Services, order: Order, opens: boolean): Promise<Ticket | undefined> {
  const key = `dispute-${order._id}`
  if (!opens) return services.store.tickets.get(ticketIdOf(key))
  const paid = lastAttempt(order)
  if (!paid) return undefined
  const { number, offerId, area = '' } = order
  return requestFor(services, order, {
    key,
    noticed: { what: 'dispute', order: number, offerId, area, price: paid.money },
    subscriptionId: subscriptionIdOf(order),
    reader: undefined,
    opensAs: 'desk',
  })
}

type Ask = { key: string; problem: Request['problem']; noticed: Noticed }

async function requestOnce(services: Services, member: Member, { key, problem, noticed }: Ask): Promise<number> {
  const { partner, person, locale } = member
  const request = { problem, details: '', noticed }
  const by = { side: 'partner' as const, by: person._id }
  const { ticket } = await openTicket(services, { key, partner, personId: person._id, by, request, locale })
  return ticket.number
}

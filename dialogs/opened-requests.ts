import { text } from '../cards/text.ts'
import type { Activation } from '../store/benefit.ts'
import type { Order } from '../store/order.ts'
import { BY_ITSELF } from '../store/ticket.ts'
import { benefitName } from './benefit-list.ts'
import { offerName } from './order-cards.ts'
import type { Services } from './services.ts'
import type { Member } from './speaker.ts'
import { openTicket } from './ticket-opening.ts'

/** S23: a benefit was activated and its pool is empty; support hears of it once. Gives the request's number. */
export async function requestKeys(services: Services, member: Member, of: Activation): Promise<number> {
  const { locale } = member
  const offer = services.catalogue.offers.find((each) => each.id === of.offerId)
  const benefit = offer?.benefits.find((each) => each.id === of.benefitId)
  const words = {
    offer: offerName(services, of, locale),
    benefit: benefit ? benefitName(benefit, locale) : of.benefitId,
  }
  const details = text(locale, 'benefit.request', words)
  return requestOnce(services, member, {
    key: `keys-${of.subscriptionId}.${of.benefitId}`,
    problem: 'benefits',
    details,
  })
}

/** "Who": nobody is left who could give roles; support hears of it once a month. Gives the request's number. */
export async function requestAdmin(services: Services, member: Member): Promise<number> {
  const month = services.clock.today(member.partner.zone).toString().slice(0, 7)
  const details = text(member.locale, 'people.request')
  return requestOnce(services, member, { key: `admin-${member.tenantId}-${month}`, problem: 'people', details })
}

/** Money that was taken and could not be used (F57): somebody looks at it, whoever is told or not. Once per order. */
export async function requestParkedOrder(services: Services, order: Order, because: string): Promise<void> {
  const { store } = services
  const [partner, buyer] = await Promise.all([store.partners.get(order.partnerId), store.people.get(order.personId)])
  if (!partner) return
  const locale = buyer?.locale ?? 'en'
  const reason = because === 'amount-differs' ? 'amount_differs' : 'other'
  await openTicket(services, {
    key: `parked-${order._id}`,
    partner,
    personId: buyer?._id,
    by: buyer ? { side: 'partner', by: buyer._id } : { side: 'desk', by: BY_ITSELF },
    request: {
      problem: 'invoice',
      details: text(locale, 'order.parked-request', { order: order.number, reason }),
    },
    locale,
  })
}

type Ask = { key: string; problem: 'benefits' | 'people'; details: string }

async function requestOnce(services: Services, member: Member, { key, problem, details }: Ask): Promise<number> {
  const { partner, person, locale } = member
  const request = { problem, details }
  const by = { side: 'partner' as const, by: person._id }
  const { ticket } = await openTicket(services, { key, partner, personId: person._id, by, request, locale })
  return ticket.number
}

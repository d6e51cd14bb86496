import type { TurnContext } from 'botbuilder'
import type { Attachment } from 'botframework-schema'
import type { ActionOf } from '../cards/actions.ts'
import { goesOnByItself, orderStatus } from '../store/orders/order-status.ts'
import { findOwnOrder } from '../store/use-cases/orders/own-order.ts'
import { isMember, type Speaker } from '../store/use-cases/people/speaker.ts'
import type { Services } from '../store/use-cases/services.ts'
import { findOwnSubscription } from '../store/use-cases/subscriptions/own-subscription.ts'
import { findOwnTicket } from '../store/use-cases/tickets/own-ticket.ts'
import { orderStatusCard, pressedOrderCard } from './ordering/order-status-cards.ts'
import { detailsOf, shownAs } from './subscriptions/subscription-cards.ts'
import { partnerTicketCard } from './support/ticket-cards.ts'
import type { Effects } from './talk/outcome.ts'
import { turnOf } from './talk/turn.ts'

/** How a card looks now; undefined: as it is. Only reads, and shows nothing that the speaker may not see. */
type Look = (services: Services, speaker: Speaker, about: string) => Promise<Attachment | undefined>

/** A kind of card that refreshes and has no line here does not compile. */
const LOOKS: Record<ActionOf<'refresh'>['what'], Look> = {
  async order(services, speaker, orderId) {
    const found = await findOwnOrder(services, speaker, orderId)
    if (!found.ok) return undefined
    return goesOnByItself(orderStatus(found.value))
      ? orderStatusCard(services, found.value, speaker)
      : pressedOrderCard(found.value, speaker.locale)
  },
  async subscription(services, speaker, subscriptionId) {
    const found = await findOwnSubscription(services, speaker, subscriptionId)
    if (!found.ok || !isMember(speaker)) return undefined
    return detailsOf(services, speaker, found.value, await shownAs(services, speaker, found.value))
  },
  async ticket(services, speaker, ticketId) {
    const found = await findOwnTicket(services, speaker, ticketId)
    if (!found.ok) return undefined
    const { member, ticket: theirs } = found.value
    return partnerTicketCard(services, theirs, { locale: member.locale, zone: member.partner.zone })
  },
}

/** A card came into sight and asks how things stand: it turns into that, and nothing is said or changed. */
export async function refresh(services: Services, context: TurnContext, asked: ActionOf<'refresh'>): Promise<Effects> {
  return { replacementCard: await LOOKS[asked.what](services, turnOf(context).speaker, asked.about) }
}

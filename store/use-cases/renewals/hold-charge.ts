import { asksToCancel, type Ticket } from '../../tickets/ticket.ts'
import { settle } from '../orders/settlement.ts'
import type { Services } from '../services.ts'
import { renewalUnderWay } from '../subscriptions/current-subscriptions.ts'

/**
 * S21: a request to cancel has just been written, or opened again. A renewal that is being charged by itself gives way to
 * it, unless its money has been taken already. Whoever charges looks for a request after having written that they charge,
 * and this looks for a charge after the request: so of two at the same instant one sees the other. Can be done again.
 */
export async function holdCharge(services: Services, ticket: Ticket): Promise<void> {
  if (!asksToCancel(ticket)) return
  const subscription = await services.store.subscriptions.get(ticket.subscriptionId ?? '')
  const underWay = subscription && (await renewalUnderWay(services, subscription))
  if (underWay?.automatic) await settle(services, underWay._id)
}

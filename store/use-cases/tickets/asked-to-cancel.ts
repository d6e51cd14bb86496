import type { Subscription } from '../../subscriptions/subscription.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import type { Services } from '../services.ts'

/** S21: the partner's own request to cancel it that is open: while there is one, nothing is charged by itself. */
export async function askedToCancel(
  { store }: Pick<Services, 'store'>,
  { partnerId, _id }: Pick<Subscription, 'partnerId' | '_id'>,
): Promise<Ticket | undefined> {
  return store.tickets.openCancellationOf(partnerId, _id)
}

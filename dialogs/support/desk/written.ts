import type { Subscription } from '../../../store/subscriptions/subscription.ts'
import type { Happening, Ticket } from '../../../store/tickets/ticket.ts'
import { did } from '../../../store/tickets/ticket-steps.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { decide } from '../../../store/use-cases/tickets/ticket-deciding.ts'
import { ok, type Result } from '../../../store/values/result.ts'
import { actOf, type DeskTurn } from './desk-turn.ts'

/** Puts what somebody wrote into the ticket's timeline, once however often Teams delivers it. */
export async function wrote(
  services: Services,
  turn: DeskTurn,
  ticket: Ticket,
  what: Happening,
  about?: string,
): Promise<Result<Ticket>> {
  return decide(services, ticket._id, (each) => ok(did(each, actOf(services, turn), what, about)))
}

/** What the ticket is about, if it is its partner's. */
export async function subscriptionOf({ store }: Services, ticket: Ticket): Promise<Subscription | undefined> {
  const subscription = ticket.subscriptionId ? await store.subscriptions.get(ticket.subscriptionId) : undefined
  return subscription?.partnerId === ticket.partnerId ? subscription : undefined
}

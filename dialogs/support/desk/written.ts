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
  of: Ticket,
  what: Happening,
  about?: string,
): Promise<Result<Ticket>> {
  return decide(services, of._id, (each) => ok(did(each, actOf(services, turn), what, about)))
}

/** What the ticket is about, if it is its partner's. */
export async function subscriptionOf({ store }: Services, of: Ticket): Promise<Subscription | undefined> {
  const held = of.subscriptionId ? await store.subscriptions.get(of.subscriptionId) : undefined
  return held?.partnerId === of.partnerId ? held : undefined
}

import { text } from '../../../cards/text.ts'
import { closeKey } from '../../../cards/ticket-timeline.ts'
import type { Subscription } from '../../../store/subscriptions/subscription.ts'
import { closeReasonsOf, isClosingDeed } from '../../../store/tickets/closing.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { asToday } from '../../../store/use-cases/subscriptions/current-subscriptions.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { subscriptionOf } from './desk-turn.ts'

/** What it is about as it stands today: what closing it may say. */
export async function standingOf(services: Services, ticket: Ticket): Promise<Subscription | undefined> {
  const subscription = await subscriptionOf(services, ticket)
  return subscription && asToday(services, subscription)
}

/** S21: the reasons that hold now, and those that are made to hold first, once that was confirmed. */
export async function closeReasons(services: Services, ticket: Ticket, locale: Locale) {
  return closeReasonsOf(ticket, await standingOf(services, ticket)).map(({ reason, does }) => ({
    title: text(locale, does && isClosingDeed(reason) ? `close-by.${reason}` : closeKey(reason, 'desk')),
    value: reason,
  }))
}

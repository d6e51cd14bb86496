import type { ReminderItem } from '../../cards/reminder.ts'
import type { Partner } from '../../store/people/partner.ts'
import type { Person } from '../../store/people/person.ts'
import type { Delivery } from '../../store/reminders/delivery.ts'
import type { StartedSubscription } from '../../store/subscriptions/subscription.ts'
import type { Locale } from '../../store/values/locale.ts'
import type { Money } from '../../store/values/money.ts'

/** Whom one thing is told, and of what. */
export type MessageItemAsk = {
  row: Delivery
  subscription: StartedSubscription
  partner: Partner
  person: Person
  locale: Locale
  nonce: string
}
/** What a person reads of it, and what is kept as proof that they were told (S16, S19). */
export type MessageItem = ReminderItem & { proof?: { price?: Money; on?: string; method?: string } }

import type { Attachment } from 'botframework-schema'
import { type Action, button } from '../../cards/actions.ts'
import { messageCard } from '../../cards/message.ts'
import { offerName, text } from '../../cards/text.ts'
import type { Delivery } from '../../store/reminders/delivery.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Locale } from '../../store/values/locale.ts'

/**
 * What a reminder becomes once it was answered: of what it spoke, and what was answered. Whoever has put it off may still
 * renew from it (`open`).
 */
export async function answeredReminder(
  services: Services,
  rows: Delivery[],
  { line, open, locale }: { line: string; open: boolean; locale: Locale },
): Promise<Attachment> {
  const ids = [...new Set(rows.map((each) => each.subscriptionId))]
  const [only] = ids
  const subscription = ids.length === 1 && only ? await services.store.subscriptions.get(only) : undefined
  const nonce = services.newId()
  const press = (key: 'renew' | 'view', action: Action) => button(text(locale, `button.${key}`), action)
  const title = subscription
    ? text(locale, 'reminder.title-one', { offer: offerName(services, subscription, locale) })
    : text(locale, 'reminder.title-many', { count: ids.length })
  const one = subscription && [
    press('renew', { verb: 'renew', subscriptionId: subscription._id, nonce }),
    press('view', { verb: 'pick', list: 'purchased-offers', pick: subscription._id, nonce }),
  ]
  const buttons = one ?? [press('renew', { verb: 'command', command: 'renew', nonce })]
  return messageCard(locale, { title, lines: [line], buttons: open ? buttons : [] })
}

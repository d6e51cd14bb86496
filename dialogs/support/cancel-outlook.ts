import { type Action, button } from '../../cards/actions.ts'
import { formatMoney } from '../../cards/format.ts'
import { nextCharge, outlookText, subscriptionDates } from '../../cards/subscription-facts.ts'
import { text } from '../../cards/text.ts'
import { isLive, type StartedSubscription } from '../../store/subscriptions/subscription.ts'
import type { Member } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { shownAs } from '../subscriptions/subscription-cards.ts'

export type CancelOutlook = {
  lines: string[]
  buttons: Record<string, unknown>[]
  dates: { offer: string; date: string; closes: string }
}

/**
 * S21: what becomes of the subscription by itself, whoever is asked to cancel it: until when, for how much, and that no
 * charge comes while the request is open; with what stops the renewal at once. `goOn`: what is open goes on after that.
 */
export async function cancelOutlook(
  services: Services,
  member: Pick<Member, 'partner' | 'locale'>,
  subscription: StartedSubscription,
  goOn = false,
): Promise<CancelOutlook> {
  const { locale } = member
  const { subscription: held } = await shownAs(services, member, subscription)
  const { date, closes } = subscriptionDates(held, locale)
  const dates = { offer: held.name, date, closes }
  if (!held.autoRenew && isLive(subscription) && held.state === 'active')
    return { lines: [text(locale, 'cancel.off-already', dates)], buttons: [], dates }
  const turnOff: Action = {
    verb: 'turn-off',
    subscriptionId: held.id,
    ...(goOn ? { goOn } : {}),
    nonce: services.newId(),
  }
  const buttons = held.autoRenew && isLive(subscription) ? [button(text(locale, 'button.off-now'), turnOff)] : []
  const waits = text(locale, 'cancel.waits', dates)
  const price = nextCharge(held)
  if (!price) return { lines: [outlookText(held, locale)], buttons, dates }
  const still = held.state === 'active' ? 'cancel.still-renews' : 'cancel.still-due'
  const words = { ...dates, price: formatMoney(price, locale) }
  return { lines: [text(locale, still, words), waits], buttons, dates }
}

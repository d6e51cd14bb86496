import type { Attachment } from 'botframework-schema'
import { button } from '../../cards/actions.ts'
import { formatDate } from '../../cards/format.ts'
import { messageCard } from '../../cards/message.ts'
import { methodText } from '../../cards/payment-details.ts'
import { offerName, text } from '../../cards/text.ts'
import type { Partner, PaymentMethod } from '../../store/people/partner.ts'
import { hasStarted, type StartedSubscription } from '../../store/subscriptions/subscription.ts'
import { nextTryToday } from '../../store/use-cases/renewals/next-try.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { currentSubscriptions } from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import type { Locale } from '../../store/values/locale.ts'

/** The partner's method as it is from now on, and what waits for its payment: when that is tried again, or Renew now (S19). */
export async function methodReplacedCard(
  services: Services,
  partner: Partner,
  method: PaymentMethod,
  locale: Locale,
): Promise<Attachment> {
  const nonce = services.newId()
  const unpaid = (await currentSubscriptions(services, partner._id))
    .filter(hasStarted)
    .filter((each) => each.state === 'grace')
  const lines = await Promise.all(unpaid.map((subscription) => lineOf(services, subscription, locale)))
  const [first] = unpaid
  const renew = text(locale, 'button.renew')
  return messageCard(locale, {
    lines: [text(locale, 'method.replaced', { method: methodText(method, locale) }), ...lines],
    buttons: first ? [button(renew, { verb: 'renew', subscriptionId: first._id, nonce })] : [],
  })
}

async function lineOf(services: Services, subscription: StartedSubscription, locale: Locale): Promise<string> {
  const next = await nextTryToday(services, subscription)
  const offer = offerName(services, subscription, locale)
  return next
    ? text(locale, 'method.tried-again', { offer, date: formatDate(next, locale) })
    : text(locale, 'method.renew-now', { offer })
}

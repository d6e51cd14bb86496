import { button } from '../../cards/actions.ts'
import { formatMoney } from '../../cards/format.ts'
import { methodText } from '../../cards/payment-details.ts'
import { type TextKey, type TextValues, text } from '../../cards/text.ts'
import { expiresBefore, isCardOver } from '../../store/people/partner.ts'
import { mayRenewWhenDue } from '../../store/subscriptions/renewal.ts'
import { renewalAsk } from '../../store/use-cases/orders/quote.ts'
import { cardNow } from '../../store/use-cases/renewals/card-now.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { askedToCancel } from '../../store/use-cases/tickets/asked-to-cancel.ts'
import { refused } from '../../store/values/result.ts'
import { changeMethod, view } from './delivery-buttons.ts'
import type { MessageItem, MessageItemAsk } from './message-item.ts'

/** S16: amount, date, method, and whether that lives until then. What will not renew announces no amount, so that none may be taken. */
export async function chargeNotice(
  services: Services,
  ask: MessageItemAsk,
  say: (key: TextKey, values?: TextValues) => string,
  hint: (key: TextKey) => string,
): Promise<MessageItem> {
  const { subscription, locale, nonce } = ask
  const partner = await cardNow(services, ask.partner)
  const renewal = await renewalAsk(services, partner, subscription)
  const due = renewal ? mayRenewWhenDue(renewal) : refused('offer-unavailable')
  const off = button(text(locale, 'button.turn-off-auto-renew'), {
    verb: 'turn-off',
    subscriptionId: subscription._id,
    nonce,
  })
  const common = { title: say('notice.title'), tone: 'emphasis' as const, hint: hint('notice.hint') }
  if (!due.ok) {
    const line = say('notice.blocked', { reason: text(locale, `refusal.${due.refusal}`) })
    return { ...common, lines: [line], buttons: [view(ask)] }
  }
  const { price } = due.value
  const method = partner.method && methodText(partner.method, locale)
  const expired = partner.method && expiresBefore(partner.method, subscription.term.end)
  const amount = formatMoney(price, locale)
  const isOver = isCardOver(partner, partner.method)
  const kind = isOver ? 'notice.card-over' : method ? 'notice.charge' : 'notice.no-method'
  const line = say(kind, { price: amount, method: method ?? '' })
  const warnings = expired && !isOver ? [say('method.expires-before')] : []
  const asked = await askedToCancel(services, subscription)
  if (asked) warnings.push(say('notice.waits', { number: asked.number }))
  const buttons = [...(method && !expired && !isOver ? [] : changeMethod(ask)), off, view(ask)]
  const proof = { price, on: subscription.term.end, ...(method ? { method } : {}) }
  return { ...common, lines: [line, ...warnings, say('notice.most')], buttons, proof }
}

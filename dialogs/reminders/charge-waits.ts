import { button } from '../../cards/actions.ts'
import { formatMoney } from '../../cards/format.ts'
import { type TextKey, type TextValues, text } from '../../cards/text.ts'
import { mayRenewWhenDue } from '../../store/subscriptions/renewal.ts'
import { chargeLimit } from '../../store/use-cases/orders/charge-limit.ts'
import { renewalAsk } from '../../store/use-cases/orders/quote.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { askedToCancel } from '../../store/use-cases/tickets/asked-to-cancel.ts'
import { view } from './delivery-buttons.ts'
import type { MessageItem, MessageItemAsk } from './message-item.ts'

/** S21: the day of renewal came while the partner's request to cancel is open: nothing is charged, and what follows. */
export async function chargeWaits(
  services: Services,
  ask: MessageItemAsk,
  say: (key: TextKey, values?: TextValues) => string,
): Promise<MessageItem> {
  const { subscription, partner, locale, nonce } = ask
  const asked = await askedToCancel(services, subscription)
  const renewal = await renewalAsk(services, partner, subscription)
  const due = renewal && mayRenewWhenDue(renewal)
  const limit = due?.ok ? await chargeLimit(services, subscription, due.value.price) : undefined
  const then = limit?.price
    ? say('waits.then', { price: formatMoney(limit.price, locale) })
    : say('waits.then-no-price')
  const off = { verb: 'turn-off' as const, subscriptionId: subscription._id, nonce }
  const request = { verb: 'ticket' as const, act: 'show' as const, ticketId: asked?._id ?? '', nonce }
  return {
    title: say('waits.title'),
    tone: 'warning',
    lines: [say('waits.line', { number: asked?.number ?? '' }), then],
    buttons: [
      button(text(locale, 'button.off-now'), off),
      ...(asked ? [button(text(locale, 'button.support-request'), request)] : []),
      view(ask),
    ],
  }
}

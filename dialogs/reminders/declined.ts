import { formatDate } from '../../cards/format.ts'
import type { TextKey, TextValues } from '../../cards/text.ts'
import type { Order } from '../../store/orders/order.ts'
import { orderStatus } from '../../store/orders/order-status.ts'
import { isCardOver } from '../../store/people/partner.ts'
import { nextTryOf } from '../../store/use-cases/renewals/next-try.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { askedToCancel } from '../../store/use-cases/tickets/asked-to-cancel.ts'
import { payAnew, payHint, renewAndView, wayOut } from './delivery-buttons.ts'
import type { MessageItem, MessageItemAsk } from './message-item.ts'

/** S19: a renewal that was not paid: why, whether and when it is tried again, and what can be done meanwhile. */
export async function declinedItem(
  services: Services,
  ask: MessageItemAsk,
  paid: { order: Order | undefined; words: TextValues },
  say: (key: TextKey, values?: TextValues) => string,
  hint: (key: TextKey) => string,
): Promise<MessageItem> {
  const { subscription, partner, locale } = ask
  const next = nextTryOf(services, subscription, paid.order, partner)
  const asked = await askedToCancel(services, subscription)
  const status = paid.order && orderStatus(paid.order)
  const isOver = status === 'card-over' && isCardOver(partner, partner.method)
  const ended = status === 'card-over' || status === 'not-taken' ? status : 'declined'
  const again = asked
    ? say('dunning.waits', { number: asked.number })
    : next
      ? say('dunning.again', { date: formatDate(next, locale) })
      : say(isOver ? 'dunning.card-over-again' : 'dunning.last')
  const canWait = next !== undefined || isOver
  return {
    title: say(`dunning.${ended}-title`),
    tone: 'attention',
    lines: [say(`dunning.${ended}`, paid.words), again, say(wayOut(ask, canWait))],
    buttons: canWait ? payAnew(ask) : renewAndView(ask),
    hint: hint(canWait ? payHint(ask) : 'dunning.hint-renew'),
  }
}

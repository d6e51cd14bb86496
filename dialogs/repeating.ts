import type { TurnContext } from 'botbuilder'
import { oneLine } from '../cards/message.ts'
import { text } from '../cards/text.ts'
import { isOpen } from '../store/orders/order.ts'
import { findOwnOrder } from '../store/use-cases/orders/own-order.ts'
import type { Services } from '../store/use-cases/services.ts'
import { VERBS } from './buttons.ts'
import { isOrderAnswer } from './ordering/order-answers.ts'
import { pressedOrderCard } from './ordering/order-status-cards.ts'
import { settledSubscription } from './subscriptions/subscription-cards.ts'
import type { Effects } from './talk/outcome.ts'
import { turnOf } from './talk/turn.ts'

/** The answer to something that was handled already: the pressed card shows how things stand now (F28, F29). */
export async function repeatTurn(services: Services, context: TurnContext): Promise<Effects> {
  const { input, speaker } = turnOf(context)
  if (input.kind !== 'action') return {}
  const { action } = input
  const { locale } = speaker
  if (action.verb === 'confirm-renewal' || action.verb === 'confirm-turn-off')
    return { replacementCard: await settledSubscription(services, speaker, action.subscriptionId) }
  const found = isOrderAnswer(action) ? await findOwnOrder(services, speaker, action.orderId) : undefined
  if (found?.ok) {
    const isOld = action.verb === 'purchase' && isOpen(found.value)
    return { replacementCard: isOld ? oneLine(locale, 'review.out-of-date') : pressedOrderCard(found.value, locale) }
  }
  // A menu that was pressed twice is still a menu.
  // What the first press made of it stands there: it is not written over.
  return VERBS[action.verb].repeatable ? {} : { words: text(locale, 'settled.used') }
}

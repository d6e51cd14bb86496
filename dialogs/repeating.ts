import type { TurnContext } from 'botbuilder'
import { noticeCard } from '../cards/notice.ts'
import { text } from '../cards/text.ts'
import { isOpen } from '../store/orders/order.ts'
import { findOwnOrder } from '../store/use-cases/orders/own-order.ts'
import type { Services } from '../store/use-cases/services.ts'
import { isOrderAnswer } from './ordering/order-answers.ts'
import { pressedOrderCard } from './ordering/order-status-cards.ts'
import { settledHeld } from './subscriptions/held-cards.ts'
import { turnOf } from './talk/turn.ts'
import { VERBS } from './verbs.ts'

/** The answer to something that was handled already: the pressed card shows how things stand now (F28, F29). */
export async function repeatTurn(services: Services, context: TurnContext): Promise<void> {
  const turn = turnOf(context)
  if (turn.input.kind !== 'action') return
  const { locale } = turn.speaker
  const { action } = turn.input
  // A menu that was pressed twice is still a menu.
  if (!VERBS[action.verb].repeatable) turn.became = noticeCard({ lines: [text(locale, 'settled.used')] }, locale)
  if (action.verb === 'confirm-renewal' || action.verb === 'confirm-turn-off')
    turn.became = await settledHeld(services, turn.speaker, action.subscriptionId)
  if (!isOrderAnswer(action)) return
  const found = await findOwnOrder(services, turn.speaker, action.orderId)
  if (!found.ok) return
  const isOld = action.verb === 'purchase' && isOpen(found.value)
  turn.became = isOld
    ? noticeCard({ lines: [text(locale, 'review.out-of-date')] }, locale)
    : pressedOrderCard(found.value, locale)
}

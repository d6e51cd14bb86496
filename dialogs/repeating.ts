import type { TurnContext } from 'botbuilder'
import { noticeCard } from '../cards/notice.ts'
import { text } from '../cards/text.ts'
import { isOrderAnswer } from './order-answers.ts'
import { settledCard } from './order-cards.ts'
import { findOwnOrder } from './own-order.ts'
import type { Services } from './services.ts'
import { turnOf } from './turn.ts'

/** The answer to something that was handled already: the pressed card shows how things stand now (F28, F29). */
export async function repeatTurn(services: Services, context: TurnContext): Promise<void> {
  const turn = turnOf(context)
  if (turn.input.kind !== 'action') return
  const { locale } = turn.speaker
  turn.became = noticeCard({ lines: [text(locale, 'settled.used')] }, locale)
  if (!isOrderAnswer(turn.input.action)) return
  const found = await findOwnOrder(services, turn.speaker, turn.input.action.orderId)
  if (found.ok) turn.became = settledCard(found.value, locale)
}

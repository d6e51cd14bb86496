import { z } from 'zod'
import { money } from '../store/values/money.ts'
import { button } from './actions.ts'
import { formatMoney, plainAmount } from './format.ts'
import { cardOf } from './render.ts'

const deskRefund = z.strictObject({
  nonce: z.string(),
  ticketId: z.string(),
  choice: z.string(),
  /** The whole effect, in one sentence. */
  effect: z.string(),
  /** All that is left of the payment. */
  most: money,
  amount: money,
})

/** A refund before it is proposed: its effect, and how much, which can still be changed. */
export const deskRefundCard = cardOf('desk-refund', deskRefund, (view, say, locale) => {
  const { nonce, ticketId, choice, effect, most, amount } = view
  const title = say('confirm.title')
  const words = { price: formatMoney(most, locale), currency: most.currency }
  const label = say('confirm.refund-amount', words)
  return {
    said: [title, effect, label],
    title,
    effect,
    label,
    wrong: say('confirm.refund-amount-wrong', words),
    value: plainAmount(amount),
    buttons: [
      button(say('button.confirm'), { verb: 'desk', act: 'confirm', ticketId, choice, nonce }, { inputs: true }),
      button(say('button.back'), { verb: 'desk', act: 'more', ticketId, nonce }),
    ],
  }
})

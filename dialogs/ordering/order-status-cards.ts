import type { Attachment } from 'botframework-schema'
import { type Action, button, link } from '../../cards/actions.ts'
import { messageCard } from '../../cards/message.ts'
import { receiptCard } from '../../cards/receipt.ts'
import { receiptViewOf } from '../../cards/receipt-view.ts'
import { refreshing } from '../../cards/refresh.ts'
import { text } from '../../cards/text.ts'
import { lastAttempt, type Order } from '../../store/orders/order.ts'
import { goesOnByItself, orderStatus } from '../../store/orders/order-status.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Locale } from '../../store/values/locale.ts'
import { COMMANDS } from '../understanding/commands.ts'

/** What has become of an order, with what can be done about it: for whoever asks, presses an old card, or is told (F27). */
export async function orderStatusCard(services: Services, order: Order, speaker: Speaker): Promise<Attachment> {
  const { locale, partner } = speaker
  const status = orderStatus(order)
  const lines = [statusLine(order, locale)]
  const about = { orderId: order._id, nonce: services.newId() }
  const check = button(text(locale, 'button.check'), { verb: 'check-order', ...about })
  switch (status) {
    case 'fulfilled': {
      const receipt = receiptViewOf(services, order, locale)
      if (!receipt || !partner) return messageCard(locale, { lines })
      return receiptCard(locale, { ...receipt, ...about, company: partner.name })
    }
    case 'waits-for-bank': {
      const bank = link(text(locale, 'button.bank'), bankLink(services, order, locale), { style: 'positive' })
      const typed = text(locale, 'order.bank-typed', { done: text(locale, 'word.done') })
      const title = text(locale, 'order.waits-for-bank-title')
      return messageCard(locale, { title, lines: [...lines, typed], buttons: [bank, check] })
    }
    case 'card-over': {
      const change = { verb: 'change-answer', what: 'method', ...about } as const
      const buttons = [button(text(locale, 'button.change-method'), change, { style: 'positive' })]
      return messageCard(locale, { title: text(locale, 'order.card-over-title'), lines, buttons })
    }
    case 'declined':
    case 'not-taken': {
      const review = button(text(locale, 'button.back-to-review'), { verb: 'review-order', ...about })
      const change = { verb: 'change-answer', what: 'method', ...about } as const
      const buttons = [review, button(text(locale, 'button.change-method'), change)]
      return messageCard(locale, { title: text(locale, `order.${status}-title`), lines, buttons })
    }
    case 'expired':
      return messageCard(locale, {
        title: text(locale, 'order.expired-title'),
        lines,
        buttons: [button(text(locale, 'button.start-again'), anew(order, about.nonce), { style: 'positive' })],
      })
    default: {
      if (!goesOnByItself(status)) return messageCard(locale, { lines })
      const refresh = { what: 'order', about: order._id, nonce: about.nonce } as const
      return refreshing(messageCard(locale, { lines, buttons: [check] }), refresh)
    }
  }
}

/** The same offer, or the same renewal, from the beginning. */
function anew({ renews, offerId, area }: Order, nonce: string): Action {
  if (renews) return { verb: 'renew', subscriptionId: renews.subscriptionId, nonce }
  return { verb: 'subscribe', offerId, ...(area ? { area } : {}), nonce }
}

/** The same in one line, for the card that was pressed. */
export function pressedOrderCard(order: Order, locale: Locale): Attachment {
  return messageCard(locale, { lines: [statusLine(order, locale)] })
}

function statusLine(order: Order, locale: Locale): string {
  const words = { offers: COMMANDS.offers[locale], continue: COMMANDS.continue[locale] }
  const { number, receipt } = order
  return text(locale, `order.${orderStatus(order)}`, { ...words, number, receipt: receipt?.number ?? '' })
}

/** Where the bank asks the person: opened by their press, and not before. */
export function bankLink(services: Services, order: Order, locale: Locale): string {
  const attempt = lastAttempt(order)
  if (!attempt) throw new Error(`order ${order._id} has no attempt`)
  return services.bankLink({ orderId: order._id, key: attempt.key, locale })
}

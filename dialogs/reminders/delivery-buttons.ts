import { type Action, button } from '../../cards/actions.ts'
import { type TextKey, text } from '../../cards/text.ts'
import { hasRole } from '../../store/people/person.ts'
import type { MessageItemAsk } from './message-item.ts'

export function renewAndView(ask: MessageItemAsk) {
  const renew: Action = { verb: 'renew', subscriptionId: ask.subscription._id, nonce: ask.nonce }
  return [button(text(ask.locale, 'button.renew'), renew, { style: 'positive' }), view(ask)]
}

export function payAnew(ask: MessageItemAsk) {
  const [renew = {}, show = {}] = renewAndView(ask)
  return [renew, ...changeMethod(ask), show]
}

/** What can be done about a payment that failed, and how it is typed: the method on file is changed by an admin. */
export function wayOut({ person }: MessageItemAsk, isTriedAgain: boolean): TextKey {
  if (!isTriedAgain) return 'dunning.how-now'
  return hasRole(person, 'admin') ? 'dunning.how' : 'dunning.how-purchaser'
}

export function payHint({ person }: MessageItemAsk): TextKey {
  return hasRole(person, 'admin') ? 'dunning.hint' : 'dunning.hint-renew'
}

/** The method on file is the admins' to change; a purchaser takes another one as they renew. */
export function changeMethod({ person, locale, nonce }: MessageItemAsk) {
  const change: Action = { verb: 'command', command: 'payment-method', nonce }
  return hasRole(person, 'admin') ? [button(text(locale, 'button.change-method'), change)] : []
}

export function view({ subscription, locale, nonce }: MessageItemAsk) {
  return button(text(locale, 'button.view'), { verb: 'pick', list: 'purchased-offers', pick: subscription._id, nonce })
}

/** The receipt of what the message speaks of, and not the list in which to look for it. */
export function receipt({ row, locale, nonce }: MessageItemAsk) {
  const { orderId } = row
  if (!orderId) return []
  return [button(text(locale, 'button.receipt'), { verb: 'pick', list: 'receipts', pick: orderId, nonce })]
}

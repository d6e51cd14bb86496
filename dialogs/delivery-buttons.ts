import { type Action, button } from '../cards/actions.ts'
import { text } from '../cards/text.ts'
import { hasRole } from '../store/person.ts'
import type { ToTell } from './delivery-items.ts'

export function renewAndView(ask: ToTell) {
  const renew: Action = { verb: 'renew', subscriptionId: ask.of._id, nonce: ask.nonce }
  return [button(text(ask.locale, 'button.renew'), renew, { style: 'positive' }), view(ask)]
}

export function payAnew(ask: ToTell) {
  const [renew = {}, show = {}] = renewAndView(ask)
  return [renew, ...changeMethod(ask), show]
}

/** The method on file is the admins' to change; a purchaser takes another one as they renew. */
export function changeMethod({ person, locale, nonce }: ToTell) {
  const change: Action = { verb: 'command', command: 'payment-method', nonce }
  return hasRole(person, 'admin') ? [button(text(locale, 'button.change-method'), change)] : []
}

export function view({ of, locale, nonce }: ToTell) {
  return button(text(locale, 'button.view'), { verb: 'pick', list: 'purchased-offers', pick: of._id, nonce })
}

export function receipts({ locale, nonce }: ToTell) {
  return button(text(locale, 'button.receipts'), { verb: 'command', command: 'receipts', nonce })
}

import type { TurnContext } from 'botbuilder'
import type { Action } from '../../cards/actions.ts'
import { oneLine } from '../../cards/message.ts'
import { methodText } from '../../cards/payment-details.ts'
import { catalogueText, offerName, type TextKey, type TextValues, text } from '../../cards/text.ts'
import { isOpen, type Order } from '../../store/orders/order.ts'
import { abandon, agreeToTerms, changeAnswer, chooseMethod, notePoNumber } from '../../store/orders/order-steps.ts'
import { usableMethod } from '../../store/people/partner.ts'
import { buy, type Taken } from '../../store/use-cases/orders/buy.ts'
import { findOwnOrder } from '../../store/use-cases/orders/own-order.ts'
import { settle } from '../../store/use-cases/orders/settlement.ts'
import { isMember, requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { ok, type Refusal, type Result } from '../../store/values/result.ts'
import { stored } from '../../store/values/time.ts'
import type { Effects } from '../talk/outcome.ts'
import { say, turnOf } from '../talk/turn.ts'
import { openMethodPage, type TakenUp, takeUpForOrder } from './method-page.ts'
import { pressedOrderCard } from './order-status-cards.ts'
import { poNumberIn } from './po-number.ts'

/** Everything that can be pressed or typed about an order. */
export type OrderAnswer =
  Extract<Action, { orderId: string }> extends infer A ? (A extends Action ? Omit<A, 'nonce'> : never) : never

export function isOrderAnswer(action: Action): action is Extract<Action, { orderId: string }> {
  return 'orderId' in action
}

/** What the person hears whose order came second. */
const TAKEN = {
  'already-held': 'order.held-already',
  'colleague-is-buying': 'order.yours-elsewhere',
  'being-renewed': 'order.renewed-elsewhere',
  'renewed-already': 'order.renewed-already',
} as const satisfies Record<Taken, TextKey>

/** What comes next: ask what is still missing, choose another offer, show where the order stands, or nothing. */
type Next = ({ go: 'ask'; fresh?: boolean } | { go: 'choose-offer' } | { go: 'show'; order: Order } | { go: 'end' }) &
  Effects

/**
 * Keeps an answer with its order. Rights and the order's own state decide here, whatever card or dialog it came from,
 * and an answer that was given already changes nothing (F27–F30).
 */
export async function answerOrder(services: Services, context: TurnContext, answer: OrderAnswer): Promise<Next> {
  const { store, clock, catalogue } = services
  const turn = turnOf(context)
  const { locale, partner, person } = turn.speaker
  const found = await findOwnOrder(services, turn.speaker, answer.orderId)
  const may = found.ok ? requireRole(turn.speaker, 'purchaser') : found
  if (!found.ok || !may.ok) return refuse(may.ok ? 'not-found' : may.refusal)
  const order = found.value
  const now = stored(clock.now())
  if (!isOpen(order)) return present(await settle(services, order._id))

  switch (answer.verb) {
    case 'agree-terms': {
      const { version, url, name } = catalogue.terms
      const agreed = replaced('terms.agreed', { name: catalogueText(locale, name), version })
      if (order.terms?.version === version) return { go: 'ask', ...agreed }
      return keep(agreeToTerms(order, { version, url, locale, agreedAt: now, by: person._id }, now), agreed)
    }
    case 'decline-terms': {
      const left = abandon(order, now)
      if (!left.ok || order.terms) return present(order)
      await store.orders.save(order, left.value)
      if (turn.input.kind === 'text') await say(context, 'terms.declined')
      return { go: 'end', ...replaced('terms.declined') }
    }
    case 'use-method': {
      const method = usableMethod(partner)
      if (!method) return { go: 'ask' }
      const chosen = replaced('method.chosen', { method: methodText(method, locale) })
      return keep(chooseMethod(order, method, now), chosen)
    }
    case 'change-method':
      return openPage(replaced('method.title'))
    case 'method-done':
      return takenUp(await takeUpForOrder(services, order))
    case 'change-answer': {
      const changing = replaced('review.changing', { number: order.number })
      // What a renewal renews was chosen before its order began (S17).
      if (answer.what === 'offer') return { go: order.renews ? 'ask' : 'choose-offer', ...changing }
      if (answer.what === 'method') return openPage(changing)
      return keep(changeAnswer(order, answer.what, now), changing)
    }
    case 'order-po':
      return keep(
        notePoNumber(order, poNumberIn(answer.po), now),
        replaced('review.changing', { number: order.number }),
      )
    case 'purchase': {
      if (!isMember(turn.speaker)) return refuse('not-a-member')
      // Written with the attempt, or not at all.
      const noted = answer.po === undefined ? ok(order) : notePoNumber(order, poNumberIn(answer.po), now)
      const bought = await buy(services, turn.speaker, noted.ok ? noted.value : order, answer.review)
      if (bought.ok) return present(bought.value)
      if (bought.refusal === 'review-out-of-date') return { go: 'ask', fresh: true, ...replaced('review.out-of-date') }
      if (bought.refusal === 'card-over') return { go: 'ask', ...replaced('refusal.card-over') }
      if (!('order' in bought)) return refuse(bought.refusal)
      if (bought.order?.personId === person._id) return present(bought.order)
      const words = { offer: offerName(services, order, locale), number: bought.order?.number ?? '' }
      await say(context, TAKEN[bought.refusal], words)
      return { go: 'end', ...replaced(TAKEN[bought.refusal], words) }
    }
    case 'review-order':
    case 'check-order':
      return { go: 'ask' }
  }

  function replaced(key: TextKey, values: TextValues = {}): Effects {
    return { replacementCard: oneLine(locale, key, values) }
  }

  async function keep(changed: Result<Order>, effects: Effects): Promise<Next> {
    if (!changed.ok) return refuse(changed.refusal, effects)
    await store.orders.save(order, changed.value)
    return { go: 'ask', ...effects }
  }

  async function openPage(effects: Effects = {}): Promise<Next> {
    return { go: (await openMethodPage(services, context, order)) ? 'ask' : 'end', ...effects }
  }

  function present(as: Order): Next {
    return { go: 'show', order: as, replacementCard: pressedOrderCard(as, locale) }
  }

  async function refuse(refusal: Refusal, effects: Effects = {}): Promise<Next> {
    await say(context, `refusal.${refusal}`)
    return { go: 'end', ...effects }
  }

  async function takenUp(state: TakenUp): Promise<Next> {
    if (state.is === 'added')
      return { go: 'ask', ...replaced('method.added', { method: methodText(state.method, locale) }) }
    if (state.is === 'over') {
      await say(context, 'method.page-over')
      return openPage()
    }
    await say(context, 'method.not-yet', { done: text(locale, 'word.done') })
    return { go: 'ask' }
  }
}

import { isOpen, type Order } from '../../store/orders/order.ts'
import { review } from '../../store/orders/order-steps.ts'
import { isCardOver, usableMethod } from '../../store/people/partner.ts'
import { asItStands } from '../../store/use-cases/orders/expiring.ts'
import { findOwnOrder } from '../../store/use-cases/orders/own-order.ts'
import { quote } from '../../store/use-cases/orders/quote.ts'
import { markDelivered } from '../../store/use-cases/orders/settlement.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import { type Effects, end, type Outcome, prompt, refuse, replaceDialog } from '../talk/outcome.ts'
import { show } from '../talk/turn.ts'
import { type Step, type StepContext, untilDone } from '../talk/waterfall.ts'
import { openMethodPage, pageStands } from './method-page.ts'
import { answerOrder, type OrderAnswer } from './order-answers.ts'
import { methodQuestion, reviewQuestion, termsQuestion } from './order-questions.ts'
import { orderStatusCard } from './order-status-cards.ts'

/** `answer`: what was pressed on a card whose dialog is no longer open. */
type Wish = { orderId: string; answer?: OrderAnswer }
type Asked = Promise<Outcome<OrderAnswer>>

/**
 * Terms, payment details, review, Purchase (S8–S11). Every answer is kept with the order, and what is asked next is what
 * the order lacks: so a conversation that was lost goes on where the order stands.
 */
export function purchaseDialog(services: Services) {
  const { store, clock, catalogue } = services
  const questions = {
    terms: termsQuestion(services),
    method: methodQuestion(services),
    review: reviewQuestion(services),
  }

  const takeUp: Step<Wish, undefined, OrderAnswer> = async (step) =>
    step.wish.answer ? keepAnswer(step, step.wish.answer) : askNext(step)

  const keepAnswer: Step<Wish, OrderAnswer, OrderAnswer> = async (step, answer) => {
    const { replacementCard, ...next } = await answerOrder(services, step.context, answer)
    switch (next.go) {
      case 'ask':
        return askNext(step, { replacementCard }, next.fresh)
      case 'choose-offer':
        return replaceDialog('subscribe', { changes: answer.orderId }, { replacementCard })
      case 'show':
        return showStanding(step, next.order, { replacementCard, ...onceTold(next.order) })
      case 'end':
        return end({ replacementCard })
    }
  }

  return untilDone('purchase', [takeUp, keepAnswer], questions)

  /** Asks for what the order lacks next. `fresh`: the last review no longer holds. */
  async function askNext(step: StepContext<Wish>, effects: Effects = {}, fresh = false): Asked {
    const found = await findOwnOrder(services, step.turn.speaker, step.wish.orderId)
    if (!found.ok) return refuse(step, found.refusal, effects)
    const order = await asItStands(services, found.value)
    if (!isOpen(order)) return showStanding(step, order, effects)
    if (order.terms?.version !== catalogue.terms.version)
      return prompt(questions.terms, { orderId: order._id }, effects)
    const canPay = order.method && !isCardOver(step.turn.speaker.partner ?? {}, order.method)
    return canPay ? askToPurchase(step, order, effects, fresh) : askForMethod(step, order, effects)
  }

  /** S9: the method on file, or else a page on which one is added. */
  async function askForMethod(step: StepContext<Wish>, order: Order, effects: Effects): Asked {
    const { context, turn } = step
    const page = order.methodPage && (await pageStands(services, order))
    if (page === 'added') return askNext(step, effects)
    const hasWay = usableMethod(turn.speaker.partner) || page || (await openMethodPage(services, context, order))
    return hasWay ? prompt(questions.method, { orderId: order._id }, effects) : end(effects)
  }

  /** S10: what will be bought is frozen with the order, and shown as it is then. */
  async function askToPurchase(step: StepContext<Wish>, order: Order, effects: Effects, fresh: boolean): Asked {
    const { partner } = step.turn.speaker
    if (!partner) return end(effects)
    const today = await quote(services, partner, order)
    const reviewed = today.ok ? review(order, today.value, stored(clock.now())) : today
    if (!reviewed.ok) return refuse(step, reviewed.refusal, effects)
    const saved = await store.orders.save(order, reviewed.value)
    return prompt(questions.review, { orderId: saved._id, review: saved.review, fresh }, effects)
  }

  async function showStanding({ context, turn }: StepContext<Wish>, order: Order, effects: Effects): Promise<Outcome> {
    await show(context, await orderStatusCard(services, order, turn.speaker))
    return end(effects)
  }

  function onceTold({ _id, untold }: Order): Effects {
    return untold ? { afterSend: () => markDelivered(services, _id, untold) } : {}
  }
}

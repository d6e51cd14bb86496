import { isOpen } from '../../store/orders/order.ts'
import { review } from '../../store/orders/order-steps.ts'
import { findOwnOrder } from '../../store/use-cases/orders/own-order.ts'
import { quote } from '../../store/use-cases/orders/quote.ts'
import { markDelivered } from '../../store/use-cases/orders/settlement.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import { sayRefusal } from '../talk/refusing.ts'
import { show, turnOf } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { openMethodPage } from './method-page.ts'
import { answerOrder, type OrderAnswer } from './order-answers.ts'
import { methodQuestion, reviewQuestion, termsQuestion } from './order-questions.ts'
import { orderStatusCard } from './order-status-cards.ts'

/** `answer`: what was pressed on a card whose dialog is no longer open; `fresh`: the last review no longer holds. */
type Wish = { orderId: string; answer?: OrderAnswer; fresh?: boolean }

/**
 * Terms, payment details, review, Purchase (S8–S11). Every answer is kept with the order, so each step asks only what
 * the order doesn't have yet, and a conversation that was lost goes on where the order stands.
 */
export function purchaseDialog(services: Services) {
  const { store, clock, catalogue } = services

  const agreeToTerms: Step<Wish> = async (step) => {
    const found = await findOwnOrder(services, turnOf(step.context).speaker, step.options.orderId)
    if (!found.ok) {
      await sayRefusal(step.context, found.refusal)
      return step.endDialog()
    }
    if (step.options.answer) return goOn(step, step.options.answer)
    if (!isOpen(found.value)) {
      await show(step.context, await orderStatusCard(services, found.value, turnOf(step.context).speaker))
      return step.endDialog()
    }
    const agreed = found.value.terms?.version === catalogue.terms.version
    return agreed ? step.next() : step.beginDialog('purchase.terms', { orderId: found.value._id })
  }

  const choosePaymentMethod: Step<Wish> = async (step) => {
    if (step.result) return goOn(step, step.result as OrderAnswer)
    const { speaker } = turnOf(step.context)
    const order = await store.orders.get(step.options.orderId)
    if (!order || order.method) return step.next()
    if (!speaker.partner?.method && !order.methodPage && !(await openMethodPage(services, step.context, order)))
      return step.endDialog()
    return step.beginDialog('purchase.method', { orderId: order._id })
  }

  const reviewOrder: Step<Wish> = async (step) => {
    if (step.result) return goOn(step, step.result as OrderAnswer)
    const { speaker } = turnOf(step.context)
    const order = await store.orders.get(step.options.orderId)
    if (!order || !speaker.partner) return step.endDialog()
    const today = await quote(services, speaker.partner, order)
    const reviewed = today.ok ? review(order, today.value, stored(clock.now())) : today
    if (!reviewed.ok) {
      await sayRefusal(step.context, reviewed.refusal)
      return step.endDialog()
    }
    const saved = await store.orders.save(order, reviewed.value)
    return step.beginDialog('purchase.review', {
      orderId: saved._id,
      review: saved.review,
      fresh: step.options.fresh ?? false,
    })
  }

  const purchase: Step<Wish> = async (step) => goOn(step, step.result as OrderAnswer)

  return waterfall<Wish>('purchase', [agreeToTerms, choosePaymentMethod, reviewOrder, purchase], {
    terms: termsQuestion(services),
    method: methodQuestion(services),
    review: reviewQuestion(services),
  })

  /** Keeps the answer with the order, then goes on from there: with the next question, or with what became of it. */
  async function goOn(step: Parameters<Step<Wish>>[0], answer: OrderAnswer) {
    const turn = turnOf(step.context)
    const next = await answerOrder(services, step.context, answer)
    if (next.go === 'ask')
      return step.replaceDialog('purchase', { orderId: answer.orderId, fresh: next.fresh ?? false })
    if (next.go === 'choose-offer') return step.replaceDialog('subscribe', { changes: answer.orderId })
    if (next.go === 'show') {
      await show(step.context, await orderStatusCard(services, next.order, turn.speaker))
      const { untold } = next.order
      if (untold) turn.afterSaid.push(() => markDelivered(services, next.order._id, untold))
    }
    return step.endDialog()
  }
}

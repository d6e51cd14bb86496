import { orderReviewCard } from '../../cards/order-review.ts'
import { paymentDetailsCard } from '../../cards/payment-details.ts'
import { plain } from '../../cards/plain.ts'
import { termsCard } from '../../cards/terms.ts'
import { areaName, catalogueText, offerName } from '../../cards/text.ts'
import type { Order } from '../../store/orders/order.ts'
import { usableMethod } from '../../store/people/partner.ts'
import { hasStarted, isLive } from '../../store/subscriptions/subscription.ts'
import { isMember } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { currentSubscriptions } from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import { stored } from '../../store/values/time.ts'
import type { Question } from '../talk/question.ts'
import type { Input } from '../talk/turn.ts'
import { readDone } from '../talk/typed-answers.ts'
import { saysWord } from '../talk/words.ts'
import { isOrderAnswer, type OrderAnswer } from './order-answers.ts'
import { orderStatusCard } from './order-status-cards.ts'
import { saidPoNumber } from './po-number.ts'
import { orderText } from './price-text.ts'

type AboutOrder = { orderId: string }
/** What can be typed instead of pressed, and what it means then. */
type Words = (said: string, orderId: string) => OrderAnswer | undefined

/** The terms, with their version: agreeing is kept with the order, declining ends it (S8). */
export function termsQuestion(services: Services): Question<AboutOrder, OrderAnswer> {
  return {
    async card({ orderId }, turn) {
      const order = await orderOf(services, orderId)
      const { locale, partner } = turn.speaker
      const { version, url, name } = services.catalogue.terms
      const company = plain(partner?.name ?? '')
      const offer = offerName(services, order, locale)
      return termsCard(locale, {
        nonce: services.newId(),
        orderId,
        company,
        offer,
        name: catalogueText(locale, name),
        version,
        url,
        order: await orderText(services, order, turn.speaker),
      })
    },
    read: (input, { orderId }) =>
      readOrderAnswer(input, orderId, (said) => {
        if (saysWord(said, 'agree')) return { verb: 'agree-terms', orderId }
        return saysWord(said, 'decline') ? { verb: 'decline-terms', orderId } : undefined
      }),
    hint: (say) => say('hint.terms', { agree: say('word.agree'), decline: say('word.decline') }),
  }
}

/** The method that pays: the one on file, or the gateway's page on which one is added; no card is typed here (S9). */
export function methodQuestion(services: Services): Question<AboutOrder, OrderAnswer> {
  return {
    async card({ orderId }, { speaker }) {
      const { locale, partner } = speaker
      const order = await orderOf(services, orderId)
      const method = usableMethod(partner)
      const page = order.methodPage?.url
      const company = plain(partner?.name ?? '')
      return paymentDetailsCard(locale, {
        nonce: services.newId(),
        orderId,
        company,
        ...(method ? { method } : {}),
        ...(page ? { page } : {}),
        order: await orderText(services, order, speaker),
      })
    },
    read: (input, { orderId }) =>
      readOrderAnswer(input, orderId, (said) => {
        if (readDone(said)) return { verb: 'method-done', orderId }
        if (saysWord(said, 'next')) return { verb: 'use-method', orderId }
        return saysWord(said, 'change') ? { verb: 'change-method', orderId } : undefined
      }),
    hint: (say, { speaker: { partner } }) =>
      usableMethod(partner)
        ? say('hint.method', { next: say('word.next'), change: say('word.change') })
        : say('hint.method-page', { done: say('word.done') }),
  }
}

/** S10: here, and nowhere else, the exact word Purchase buys: what the review last shown says, and no other. */
export function reviewQuestion(
  services: Services,
): Question<AboutOrder & { review: number; fresh: boolean }, OrderAnswer> {
  return {
    async card({ orderId, review, fresh }, { speaker }) {
      const order = await orderOf(services, orderId)
      if (!isMember(speaker) || order.state !== 'reviewed' || order.review !== review)
        return orderStatusCard(services, order, speaker)
      const { frozen, method, number } = order
      if (!frozen || !method) throw new Error(`order ${orderId} has no review`)
      const { locale, partner } = speaker
      const area = areaName(services.catalogue, order.area, locale)
      const bought = { offer: offerName(services, order, locale), ...(area ? { area } : {}) }
      const flags = { fresh, renewal: order.renews !== undefined, besideSilver: await isBesideSilver(order) }
      const { price, term, bill } = frozen
      const billed = bill ? { bill, poNumber: order.poNumber ?? '' } : {}
      const ids = { nonce: services.newId(), orderId, number, review }
      return orderReviewCard(locale, {
        ...ids,
        company: partner.name,
        ...bought,
        price,
        ...billed,
        term,
        now: stored(services.clock.now()),
        method,
        ...flags,
      })
    },
    read: (input, { orderId, review }) =>
      readOrderAnswer(input, orderId, (said) => {
        if (saysWord(said, 'purchase')) return { verb: 'purchase', orderId, review }
        const po = saidPoNumber(said)
        return po === undefined ? undefined : { verb: 'order-po', orderId, po }
      }),
    hint: (say) => say('hint.review', { button: say('word.purchase'), stop: say('button.stop') }),
  }

  /** Gold is bought while Silver of the area runs: the review says what becomes of Silver (S3). */
  async function isBesideSilver(order: Order): Promise<boolean> {
    const { offers } = services.catalogue
    if (order.renews || offers.find((each) => each.id === order.offerId)?.level !== 'gold') return false
    const silver = offers.find((each) => each.level === 'silver')?.id
    const held = await currentSubscriptions(services, order.partnerId)
    return held.some((each) => each.offerId === silver && each.area === order.area && hasStarted(each) && isLive(each))
  }
}

async function orderOf({ store }: Services, orderId: string): Promise<Order> {
  const order = await store.orders.get(orderId)
  if (!order) throw new Error(`no order ${orderId}`)
  return order
}

function readOrderAnswer(input: Input, orderId: string, words: (said: string) => ReturnType<Words>) {
  if (input.kind === 'action')
    return isOrderAnswer(input.action) && input.action.orderId === orderId ? input.action : undefined
  return input.kind === 'text' ? words(input.text) : undefined
}

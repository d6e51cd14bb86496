import type { Attachment } from 'botframework-schema'
import { button, link } from '../../cards/actions.ts'
import { noticeCard } from '../../cards/notice.ts'
import { areaName, offerName } from '../../cards/offer-name.ts'
import { orderReviewCard } from '../../cards/order-review.ts'
import { plain } from '../../cards/plain.ts'
import { receiptCard } from '../../cards/receipt.ts'
import { receiptViewOf } from '../../cards/receipt-view.ts'
import { refreshing } from '../../cards/refresh.ts'
import { text } from '../../cards/text.ts'
import { wasRefused } from '../../store/orders/attempt.ts'
import { lastAttempt, type Order, type OrderState } from '../../store/orders/order.ts'
import type { Member, Speaker } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Locale } from '../../store/values/locale.ts'
import { COMMANDS } from '../understanding/commands.ts'

/** S10: the review of an order that has been frozen. */
export function reviewOf(
  services: Services,
  of: Order,
  speaker: Member,
  fresh: boolean,
  besideSilver: boolean,
): Attachment {
  const { locale, partner } = speaker
  const { frozen, method } = of
  if (!frozen || !method) throw new Error(`order ${of._id} has no review`)
  const area = areaName(services.catalogue, of.area, locale)
  return orderReviewCard(
    {
      nonce: services.newId(),
      orderId: of._id,
      number: of.number,
      review: of.review,
      company: plain(partner.name),
      offer: offerName(services, of, locale),
      ...(area ? { area } : {}),
      price: frozen.price,
      term: frozen.term,
      method,
      renewal: of.renews !== undefined,
      fresh,
      besideSilver,
    },
    locale,
  )
}

/** Where an order stands, with what can be done about it: for whoever asks, presses an old card, or is told (F27). */
export async function standingOf(services: Services, of: Order, speaker: Speaker): Promise<Attachment> {
  const { locale, partner } = speaker
  const receipt = receiptViewOf(services, of, locale)
  if (of.state === 'fulfilled' && receipt && partner)
    return receiptCard({ ...receipt, nonce: services.newId(), company: partner.name }, locale)
  if (of.bankWaits && (of.state === 'needs-customer' || of.state === 'unknown')) return bankCard(services, of, locale)
  if (of.state === 'reviewed' && (of.untold === 'declined' || lastAttempt(of)?.state === 'failed'))
    return declinedCard(services, of, locale)
  const words = { number: of.number, offers: COMMANDS.offers[locale], continue: COMMANDS.continue[locale] }
  const key = of.state === 'declined' ? 'charging' : wordOf(of)
  const lines = [text(locale, `order.${key}`, words)]
  if (!isWaiting(of)) return noticeCard({ lines }, locale)
  const nonce = services.newId()
  const check = button(text(locale, 'button.check'), { verb: 'check-order', orderId: of._id, nonce })
  return refreshing(noticeCard({ lines, buttons: [check] }, locale), { what: 'order', about: of._id, nonce })
}

/** Something goes on with it outside the chat: whoever looks wants to know what became of it. */
export function isWaiting(of: Order): boolean {
  return ['charging', 'unknown', 'paid', 'declined'].includes(of.state) && !of.bankWaits
}

/** The same in one line, for the card that was pressed. */
export function settledCard(of: Order, locale: Locale): Attachment {
  if (of.state === 'fulfilled' && of.receipt)
    return noticeCard(
      { lines: [text(locale, 'receipt.closed', { number: of.number, receipt: of.receipt.number })] },
      locale,
    )
  const key = of.state === 'reviewed' && of.untold === 'declined' ? 'declined' : wordOf(of)
  const words = { number: of.number, offers: COMMANDS.offers[locale], continue: COMMANDS.continue[locale] }
  return noticeCard({ lines: [text(locale, `order.${key}`, words)] }, locale)
}

function wordOf(of: Order): OrderState | 'parked-late' {
  return of.state === 'parked' && of.parkedBecause === 'nothing-to-fulfil' ? 'parked-late' : of.state
}

async function bankCard({ payments, newId, returnUrl }: Services, of: Order, locale: Locale): Promise<Attachment> {
  const attempt = lastAttempt(of)
  if (!attempt) throw new Error(`order ${of._id} has no attempt`)
  const page = await payments.openBankPage({ key: attempt.key, customer: attempt.customer, locale, returnUrl })
  return noticeCard(
    {
      title: text(locale, 'order.needs-customer-title'),
      lines: [
        text(locale, 'order.needs-customer', { number: of.number }),
        text(locale, 'order.bank-typed', { done: text(locale, 'word.done') }),
      ],
      buttons: [
        link(text(locale, 'button.bank'), page.url, { style: 'positive' }),
        button(text(locale, 'button.check'), { verb: 'check-order', orderId: of._id, nonce: newId() }),
      ],
    },
    locale,
  )
}

function declinedCard({ newId }: Services, of: Order, locale: Locale): Attachment {
  const nonce = newId()
  const line = wasRefused(lastAttempt(of)) ? 'order.declined' : 'order.not-taken'
  return noticeCard(
    {
      title: text(locale, 'order.declined-title'),
      lines: [text(locale, line, { number: of.number })],
      buttons: [
        button(text(locale, 'button.back-to-review'), { verb: 'review-order', orderId: of._id, nonce }),
        button(text(locale, 'button.change-method'), { verb: 'change-answer', orderId: of._id, what: 'method', nonce }),
      ],
    },
    locale,
  )
}

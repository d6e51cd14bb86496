import { button, link } from '../../cards/actions.ts'
import { formatDate, formatMoney } from '../../cards/format.ts'
import { methodText } from '../../cards/payment-details.ts'
import { plain } from '../../cards/plain.ts'
import { factsIn, offerName, type TextKey, type TextValues, text } from '../../cards/text.ts'
import { lastAttempt } from '../../store/orders/order.ts'
import { ASKED_TO_CANCEL, disputeToldBy, PARKED } from '../../store/reminders/delivery.ts'
import { endOf } from '../../store/reminders/reminder.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { todayOf } from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import type { Locale } from '../../store/values/locale.ts'
import type { Refusal } from '../../store/values/result.ts'
import { graceEnds } from '../../store/values/term.ts'
import { bankLink } from '../ordering/order-status-cards.ts'
import { COMMANDS } from '../understanding/commands.ts'
import { chargeNotice } from './charge-notice.ts'
import { chargeWaits } from './charge-waits.ts'
import { declinedItem } from './declined.ts'
import { changeMethod, payAnew, payHint, receipt, renewAndView, view } from './delivery-buttons.ts'
import type { MessageItem, MessageItemAsk } from './message-item.ts'

/** What one delivery says now: amounts, dates and the payment method are read as it is sent, never before. */
export async function itemOf(services: Services, ask: MessageItemAsk): Promise<MessageItem> {
  const { row, subscription, locale } = ask
  const closes = graceEnds(subscription.term, services.catalogue.graceDays).toString()
  const words = {
    offer: offerName(services, subscription, locale),
    date: formatDate(subscription.term.end, locale),
    closes: formatDate(closes, locale),
  }
  const say = (key: TextKey, values: TextValues = {}) => text(locale, key, { ...words, ...values })
  const hint = (key: TextKey) => say(key, commandWords(locale))
  switch (row.kind) {
    case 'reminder': {
      const ended = endOf(subscription.term).epochMilliseconds <= services.clock.now().epochMilliseconds
      const days = todayOf(services, subscription).until(subscription.term.end).days
      const line = ended ? say('reminder.ended') : say('reminder.ends', { days })
      const tone = ended ? 'attention' : 'warning'
      return {
        title: say('reminder.title-one'),
        tone,
        lines: [line],
        buttons: renewAndView(ask),
        hint: hint('reminder.hint'),
      }
    }
    case 'charge-notice':
      return chargeNotice(services, ask, say, hint)
    case 'renewed': {
      const paid = await paidOf(services, ask)
      const line = say('renewed.line', { ...paid.words, date: formatDate(subscription.term.end, locale) })
      return {
        title: say('renewed.title'),
        tone: 'good',
        lines: [line],
        facts: paid.facts,
        buttons: [...receipt(ask), view(ask)],
      }
    }
    case 'declined':
      return declinedItem(services, ask, await paidOf(services, ask), say, hint)
    case 'bank-waits': {
      const paid = await paidOf(services, ask)
      const page = paid.order && bankLink(services, paid.order, locale)
      const buttons = [...(page ? [link(text(locale, 'button.bank'), page, { style: 'positive' })] : []), view(ask)]
      return { title: say('bank.title'), tone: 'attention', lines: [say('bank.line', paid.words)], buttons }
    }
    case 'not-renewed': {
      const title = say('not-renewed.title')
      // Money was taken: it is support's to decide about, and not the moment to pay again.
      if (row.because === PARKED)
        return { title, tone: 'attention', lines: [say('not-renewed.parked')], buttons: [view(ask)] }
      if (row.because === ASKED_TO_CANCEL) return chargeWaits(services, ask, say)
      const reason = reasonText(row.because ?? '', locale)
      const lines = [say('not-renewed.line', { reason }), say('not-renewed.until')]
      return { title, tone: 'attention', lines, buttons: payAnew(ask), hint: hint(payHint(ask)) }
    }
    case 'expired': {
      const again = {
        verb: 'subscribe',
        offerId: subscription.offerId,
        ...(subscription.area ? { area: subscription.area } : {}),
        nonce: ask.nonce,
      } as const
      const buttons = [button(text(locale, 'button.subscribe'), again, { style: 'positive' }), view(ask)]
      return {
        title: say('expired.title'),
        tone: 'attention',
        lines: [say('expired.line')],
        buttons,
        hint: hint('expired.hint'),
      }
    }
    case 'dispute-open':
    case 'dispute-won':
    case 'dispute-lost': {
      const { words: paid, order } = await paidOf(services, ask)
      const values = { ...paid, order: order?.number ?? '' }
      const state = disputeToldBy(row) ?? 'open'
      return {
        title: say(`dispute.${state}-title`),
        tone: state === 'won' ? 'good' : 'attention',
        lines: [say(`dispute.${state}-line`, values), ...(state === 'open' ? [say('dispute.open-help')] : [])],
        buttons: [view(ask)],
        hint: hint('dispute.hint'),
      }
    }
    case 'term-undone': {
      const { words: paid, order } = await paidOf(services, ask)
      const { start = '', end = '' } = order?.frozen?.term ?? {}
      const dates = { start: start && formatDate(start, locale), end: end && formatDate(end, locale) }
      const values = { ...paid, ...dates, order: order?.number ?? '', because: row.because ?? '' }
      return {
        title: say('undone.title'),
        tone: 'attention',
        lines: [say('undone.line', values)],
        buttons: renewAndView(ask),
        hint: hint('dunning.hint-renew'),
      }
    }
    case 'card-gone': {
      const buttons = [...changeMethod(ask), view(ask)]
      return {
        title: say('card-gone.title'),
        tone: 'attention',
        lines: [say('card-gone.line')],
        buttons,
        hint: hint(payHint(ask)),
      }
    }
    case 'handed-over': {
      const from = await services.store.people.get(row.because ?? '')
      const who = from?.name ? plain(from.name) : say('handed.somebody')
      return {
        title: say('handed.title'),
        tone: 'emphasis',
        lines: [say('handed.line', { who })],
        buttons: renewAndView(ask),
        hint: hint('reminder.hint'),
      }
    }
  }
}

async function paidOf({ store }: Services, { row, locale }: MessageItemAsk) {
  const order = row.orderId ? await store.orders.get(row.orderId) : undefined
  const attempt = order && lastAttempt(order)
  const price = attempt ? formatMoney(attempt.money, locale) : ''
  const method = attempt ? methodText(attempt.method, locale) : ''
  const fact = factsIn(locale)
  const facts = order
    ? [fact('order', order.number), ...(order.receipt ? [fact('receipt', order.receipt.number)] : [])]
    : []
  return { order, words: { price, method }, facts }
}

const OWN_REASONS = ['no-payment-method', 'card-over', 'nothing-noticed'] as const
const RULES = [
  'requirements-unmet',
  'gold-blocks-silver',
  'offer-unavailable',
  'no-price-in-currency',
] as const satisfies Refusal[]

function reasonText(because: string, locale: Locale): string {
  const own = OWN_REASONS.find((each) => each === because)
  if (own) return text(locale, `not-renewed.${own}`)
  return text(locale, `refusal.${RULES.find((each) => each === because) ?? 'offer-unavailable'}`)
}

function commandWords(locale: Locale) {
  return {
    renew: COMMANDS.renew[locale],
    reminders: COMMANDS.reminders[locale],
    off: COMMANDS['turn-off-auto-renew'][locale],
    method: COMMANDS['payment-method'][locale],
    subscribe: COMMANDS.subscribe[locale],
    purchased: COMMANDS['purchased-offers'][locale],
  }
}

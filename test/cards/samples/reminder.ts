import { button } from '../../../cards/actions.ts'
import { plain } from '../../../cards/plain.ts'
import { type ReminderItem, reminderCard } from '../../../cards/reminder.ts'
import { text } from '../../../cards/text.ts'
import { COMMANDS } from '../../../dialogs/understanding/commands.ts'
import { DISPUTE_STATES, type DisputeState } from '../../../store/orders/order.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { hostile, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const COMMAND_WORDS = {
  en: { renew: 'renew', reminders: 'reminders' },
  'zh-TW': { renew: '續約', reminders: '提醒' },
}
const MESSAGE = 'message-of-the-samples'
const offer = pick('Silver competency – Application development', '銀級專長認證－應用程式開發')
const date = pick('November 23, 2027', '2027 年 11 月 23 日')
const closes = pick('December 23, 2027', '2027 年 12 月 23 日')

function buttons(locale: Locale) {
  return [
    button(
      text(locale, 'button.renew'),
      { verb: 'renew', subscriptionId: 'sub-1', nonce: NONCE },
      { style: 'positive' },
    ),
    button(text(locale, 'button.change-method'), { verb: 'command', command: 'payment-method', nonce: NONCE }),
    button(text(locale, 'button.view'), { verb: 'pick', list: 'purchased-offers', pick: 'sub-1', nonce: NONCE }),
  ]
}

function reminded(locale: Locale): ReminderItem {
  const words = { offer: offer(locale), date: date(locale), closes: closes(locale), days: 14 }
  return {
    title: text(locale, 'reminder.title-one', words),
    tone: 'warning',
    lines: [text(locale, 'reminder.ends', words)],
    buttons: buttons(locale).filter((_, i) => i !== 1),
    hint: text(locale, 'reminder.hint', COMMAND_WORDS[locale]),
  }
}

function handed(who: string, locale: Locale): ReminderItem {
  const words = { offer: offer(locale), date: date(locale), closes: closes(locale), who }
  return { ...reminded(locale), tone: 'emphasis', lines: [text(locale, 'handed.line', words)] }
}

function charged(locale: Locale): ReminderItem {
  const method = pick('American Express ending in 4242', '末四碼 4242 的 American Express')(locale)
  const words = { offer: offer(locale), date: date(locale), price: 'USD 1,875.00', method }
  const lines = [text(locale, 'notice.charge', words), text(locale, 'notice.most')]
  return { title: text(locale, 'notice.title', words), tone: 'attention', lines, buttons: buttons(locale) }
}

function disputed(state: DisputeState, locale: Locale): ReminderItem {
  const words = { offer: offer(locale), price: 'USD 1,875.00', order: 'PO-2611-7F3K9Q' }
  return {
    title: text(locale, `dispute.${state}-title`, words),
    tone: state === 'won' ? 'good' : 'attention',
    lines: [
      text(locale, `dispute.${state}-line`, words),
      ...(state === 'open' ? [text(locale, 'dispute.open-help')] : []),
    ],
    buttons: buttons(locale).slice(-1),
    hint: text(locale, 'dispute.hint', { purchased: COMMANDS['purchased-offers'][locale] }),
  }
}

const one = (items: ReminderItem[]) => ({ nonce: NONCE, message: MESSAGE, items, later: true, colleagues: true })

/** What is told of a payment that is disputed at the bank. */
export const disputes = samplesOf(reminderCard, {
  typical: (locale) => one([disputed('open', locale)]),
  longest: (locale) => one(DISPUTE_STATES.map((each) => disputed(each, locale))),
  hostile: (locale) => one([{ ...disputed('lost', locale), title: plain(hostile()) }]),
  empty: (locale) => ({ ...one([{ ...disputed('won', locale), buttons: [], hint: '' }]), later: false }),
})

export const reminder = samplesOf(reminderCard, {
  typical: (locale) => one([reminded(locale)]),
  longest: (locale) => one([charged(locale), reminded(locale), charged(locale), reminded(locale), charged(locale)]),
  hostile: (locale) => one([handed(plain(hostile()), locale)]),
  empty: (locale) => ({ ...one([{ ...reminded(locale), buttons: [], hint: '' }]), later: false }),
})

import { deskRefundCard } from '../../../cards/desk-refund.ts'
import { formatMoney } from '../../../cards/format.ts'
import { plain } from '../../../cards/plain.ts'
import { text } from '../../../cards/text.ts'
import type { Locale } from '../../../store/values/locale.ts'
import type { Money } from '../../../store/values/money.ts'
import { company, hostile, longCompany, NONCE, ORDER_NUMBER } from '../people.ts'
import { samplesOf } from '../samples.ts'

const refund = (name: string, most: Money, amount: Money, locale: Locale) => ({
  nonce: NONCE,
  ticketId: 'tic-of-the-samples',
  choice: `refund:ord-of-the-samples:${'x'.repeat(22)}`,
  effect: text(locale, 'confirm.refund', {
    order: ORDER_NUMBER,
    company: plain(name, 100),
    price: formatMoney(amount, locale),
  }),
  most,
  amount,
})

const PAID = { amount: 47_500, currency: 'USD' }
const MUCH = { amount: 999_999_999_999, currency: 'KWD' }

export const deskRefund = samplesOf(deskRefundCard, {
  typical: (locale) => refund(company(locale), PAID, { ...PAID, amount: 10_000 }, locale),
  longest: (locale) => refund(longCompany(locale), MUCH, MUCH, locale),
  hostile: (locale) => refund(hostile(), PAID, PAID, locale),
  empty: (locale) => refund(company(locale), { amount: 1, currency: 'JPY' }, { amount: 1, currency: 'JPY' }, locale),
})

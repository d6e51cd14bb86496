import { receiptLinkCard } from '../../../cards/receipt.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { company, hostile, longCompany, NONCE, ORDER_NUMBER, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const typical = (locale: Locale) => ({
  nonce: NONCE,
  number: ORDER_NUMBER.replace('PO', 'RC'),
  orderNumber: ORDER_NUMBER,
  company: company(locale),
  offer: pick('Action Pack', '行動套件')(locale),
  price: { amount: locale === 'en' ? 47500 : 1480000, currency: locale === 'en' ? 'USD' : 'TWD' },
  term: { number: 1, start: '2026-11-23', end: '2027-11-23', zone: 'Asia/Taipei', anchor: '11-23' },
  method: { id: 'pm-of-the-samples', brand: 'Visa', last4: '4242', expires: '2030-12' },
  paidOn: '2026-11-23',
  refunded: false,
  url: `https://bot.example.com/receipt?t=${'x'.repeat(180)}.${'y'.repeat(43)}`,
})

export const receiptLink = samplesOf(receiptLinkCard, {
  typical,
  longest: (locale) => ({
    ...typical(locale),
    company: longCompany(locale),
    offer: pick('Silver competency – Application development', '銀級專長認證－應用程式開發')(locale),
    refunded: true,
    invoice: `https://bot.example.com/receipt/paper?t=${'x'.repeat(220)}.${'y'.repeat(43)}`,
    creditNote: `https://bot.example.com/receipt/paper?t=${'x'.repeat(220)}.${'y'.repeat(43)}`,
    refunds: Array.from({ length: 12 }, (_, i) => ({
      money: { amount: 1_234_567, currency: locale === 'en' ? 'USD' : 'TWD' },
      on: '2027-09-30',
      state: i < 11 ? ('refunded' as const) : ('pending' as const),
    })),
  }),
  hostile: (locale) => ({ ...typical(locale), company: hostile() }),
  empty: typical,
})

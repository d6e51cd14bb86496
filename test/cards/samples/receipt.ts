import { receiptCard } from '../../../cards/receipt.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { company, hostile, longCompany, NONCE, ORDER_NUMBER, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const typical = (locale: Locale) => ({
  nonce: NONCE,
  orderId: 'ord-of-the-samples',
  number: ORDER_NUMBER.replace('PO', 'RC'),
  orderNumber: ORDER_NUMBER,
  company: company(locale),
  offer: pick('Action Pack', '行動套件')(locale),
  price: locale === 'en' ? { amount: 47500, currency: 'USD' } : { amount: 1480000, currency: 'TWD' },
  term: { number: 1, start: '2026-11-23', end: '2027-11-23', zone: 'Asia/Taipei', anchor: '11-23' },
  method: { id: 'pm_1', brand: 'Visa', last4: '4242', expires: '2030-12' },
  paidOn: '2026-11-23',
  refunded: false,
})

export const receipt = samplesOf(receiptCard, {
  typical,
  longest: (locale) => ({
    ...typical(locale),
    company: longCompany(locale),
    offer: pick('Gold competency – Application development', '金級專長認證 – 應用程式開發')(locale),
    price: { amount: 1450000000, currency: 'TWD' },
    method: { id: 'pm_1', brand: 'American Express', last4: '0005', expires: '2030-12' },
    paidOn: '2027-09-30',
  }),
  hostile: (locale) => ({ ...typical(locale), company: hostile() }),
  empty: typical,
})

import { paymentDetailsCard } from '../../../cards/payment-details.ts'
import { text } from '../../../cards/text.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { company, hostile, longCompany, NONCE, ORDER_ID, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const page = 'https://pay.example.com/session/cs_000000000000000000'
const method = { id: 'pm_1', brand: 'Visa', last4: '4242', expires: '2030-12' }
const about = (locale: Locale) => ({
  nonce: NONCE,
  orderId: ORDER_ID,
  company: company(locale),
  order: text(locale, 'order.about', {
    offer: pick('Action Pack', '行動套件')(locale),
    price: 'USD 475.00',
    start: '2026-11-23',
    end: '2027-11-23',
  }),
})

export const onFile = samplesOf(paymentDetailsCard, {
  typical: (locale) => ({ ...about(locale), method }),
  longest: (locale) => ({
    ...about(locale),
    company: longCompany(locale),
    method: { ...method, brand: 'American Express' },
  }),
  hostile: (locale) => ({ ...about(locale), company: hostile(), method }),
  empty: (locale) => ({ ...about(locale), method: { ...method, last4: '' } }),
})

export const getStarted = samplesOf(paymentDetailsCard, {
  typical: (locale) => ({ ...about(locale), page }),
  longest: (locale) => ({ ...about(locale), company: longCompany(locale), method, page }),
  // Nothing that people wrote stands on it.
  hostile: (locale) => ({ ...about(locale), page }),
  empty: about,
})

import { orderReviewCard } from '../../../cards/order-review.ts'
import { billed } from '../../../store/billing/bill.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { sellerOne } from '../../support/seller.ts'
import { company, hostile, longCompany, NONCE, ORDER_ID, ORDER_NUMBER, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const typical = (locale: Locale) => ({
  nonce: NONCE,
  now: '2026-11-23T08:00:00.000Z',
  orderId: ORDER_ID,
  number: ORDER_NUMBER,
  review: 1,
  company: company(locale),
  offer: pick('Action Pack', '行動套件')(locale),
  price: locale === 'en' ? { amount: 47500, currency: 'USD' } : { amount: 1480000, currency: 'TWD' },
  term: { number: 1, start: '2026-11-23', end: '2027-11-23', zone: 'Asia/Taipei', anchor: '11-23' },
  method: { id: 'pm_1', brand: 'Visa', last4: '4242', expires: '2030-12' },
})

/** A price with its tax on top, made out to a company in Taiwan. */
const taxed = (name: string) => ({
  ...billed({ amount: 1_450_000_000, currency: 'TWD' }, { name, country: 'TW', taxId: '04595257' }, sellerOne()),
})

const gold = (locale: Locale) => ({
  ...typical(locale),
  offer: pick('Gold competency – Application development', '金級專長認證 – 應用程式開發')(locale),
  area: pick('Application development', '應用程式開發')(locale),
  company: longCompany(locale),
  ...taxed(`${longCompany(locale)}${longCompany(locale)}`.slice(0, 200)),
  term: {
    number: 1,
    start: '2027-09-30',
    end: '2028-09-30',
    zone: 'America/Argentina/ComodRivadavia',
    anchor: '09-30',
  },
  method: { id: 'pm_1', brand: 'American Express', last4: '0005', expires: '2030-12' },
  poNumber: 'PO-2027-0000004500012345-TAIPEI'.slice(0, 30),
  fresh: true,
  besideSilver: true,
})

export const orderReview = samplesOf(orderReviewCard, {
  typical,
  longest: gold,
  hostile: (locale) => ({
    ...typical(locale),
    company: hostile(),
    ...taxed(hostile().slice(0, 200)),
    poNumber: hostile().slice(0, 30),
  }),
  empty: typical,
})

const next = (locale: Locale) => ({
  ...typical(locale),
  term: { number: 2, start: '2027-11-23', end: '2028-11-23', zone: 'Asia/Taipei', anchor: '11-23' },
  renewal: true,
})

export const renewalReview = samplesOf(orderReviewCard, {
  typical: next,
  longest: (locale) => ({ ...gold(locale), renewal: true, besideSilver: false }),
  hostile: (locale) => ({ ...next(locale), company: hostile() }),
  empty: next,
})

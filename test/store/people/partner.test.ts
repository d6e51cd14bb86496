import assert from 'node:assert/strict'
import { orderReviewCard } from '../../../cards/order-review.ts'
import { expiresBefore } from '../../../store/people/partner.ts'
import { LOCALES } from '../../../store/values/locale.ts'

const CARD = { id: 'pm-one', brand: 'Visa', last4: '4242', expires: '2027-11' }

describe('a payment method', () => {
  const DATES: [date: string, missed: boolean][] = [
    ['2027-10-31', false],
    ['2027-11-01', false],
    ['2027-11-30', false],
    ['2027-12-01', true],
    ['2028-01-01', true],
  ]
  for (const [date, missed] of DATES)
    it(`is good to the end of its month: one of ${CARD.expires} is ${missed ? 'over' : 'good'} on ${date}`, () => {
      assert.equal(expiresBefore(CARD, date), missed)
    })

  for (const locale of LOCALES)
    it(`the review says when it expires before the next charge, ${locale}`, () => {
      const review = (expires: string) =>
        JSON.stringify(
          orderReviewCard(locale, {
            nonce: 'nonce-of-the-tests',
            now: '2026-11-23T08:00:00.000Z',
            orderId: 'ord-one',
            number: 'PO-2611-ONE',
            review: 1,
            company: 'Partner One',
            offer: 'Action Pack',
            price: { amount: 47500, currency: 'USD' },
            term: { number: 1, start: '2026-11-23', end: '2027-11-23', zone: 'Asia/Taipei', anchor: '11-23' },
            method: { ...CARD, expires },
          }).content,
        )
      const warning =
        locale === 'en' ? /expires before the next charge on November 23, 2027/ : /2027 年 11 月 23 日的下次扣款前到期/
      assert.match(review('2027-10'), warning)
      assert.doesNotMatch(review('2027-11'), warning)
    })
})

import { plain } from '../../../cards/plain.ts'
import { refundWaitsCard } from '../../../cards/refund-waits.ts'
import { hostile, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const one = pick('Agent One', '支援人員一')
const price = pick('USD 475.00', 'TWD 14,800.00')

export const refundWaits = samplesOf(refundWaitsCard, {
  typical: (locale) => ({ who: one(locale), order: 'PO-2611-SAMPLE1', price: price(locale) }),
  longest: (locale) => ({
    who: one(locale).repeat(6),
    order: 'PO-2611-SAMPLE1',
    price: price(locale),
  }),
  hostile: () => ({ who: plain(hostile(), 60), order: 'PO-2611-SAMPLE1', price: '' }),
  empty: (locale) => ({ who: one(locale), order: 'PO-2611-SAMPLE1', price: '' }),
})

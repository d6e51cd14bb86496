import { termsCard } from '../../../cards/terms.ts'
import { text } from '../../../cards/text.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { company, hostile, longCompany, NONCE, ORDER_ID, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const page = 'https://partner.microsoft.com/membership/internal-use-software'
const typical = (locale: Locale) => ({
  nonce: NONCE,
  orderId: ORDER_ID,
  company: company(locale),
  offer: pick('Action Pack', '行動套件')(locale),
  name: pick('Internal-use-rights terms and conditions', '內部使用權條款及條件')(locale),
  version: '2026-07',
  url: page,
  order: text(locale, 'order.about', {
    offer: pick('Action Pack', '行動套件')(locale),
    price: 'USD 475.00',
    start: '2026-11-23',
    end: '2027-11-23',
  }),
})

export const terms = samplesOf(termsCard, {
  typical,
  longest: (locale) => ({
    ...typical(locale),
    company: longCompany(locale),
    offer: pick('Silver competency – Application development', '銀級專長認證 – 應用程式開發')(locale),
  }),
  hostile: (locale) => ({ ...typical(locale), company: hostile() }),
  empty: (locale) => ({ ...typical(locale), order: '' }),
})

import { subscriptionDetailsCard } from '../../../cards/subscription-details.ts'
import { offAlreadyText, whyNotRenewText } from '../../../cards/subscription-facts.ts'
import { text } from '../../../cards/text.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { company, hostile, longCompany, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'
import { held, longHeld } from '../subscription-facts.ts'

const words = (locale: Locale) => ({
  renew: pick('renew', '續約')(locale),
  'turn-off-auto-renew': pick('turn off auto-renew', '關閉自動續約')(locale),
  'activate-benefits': pick('activate benefits', '啟用權益')(locale),
  'cancel-subscription': pick('cancel subscription', '取消訂閱')(locale),
  'purchased-offers': pick('purchased offers', '已購買的優惠')(locale),
})

const typical = (locale: Locale) => ({
  nonce: NONCE,
  now: '2026-11-23T08:00:00.000Z',
  held: held(locale),
  company: company(locale),
  offerId: 'action-pack',
  whyNot: { renew: whyNotRenewText(held(locale), 'renewal-too-early', locale) },
  words: words(locale),
})

const longest = (locale: Locale) => ({
  ...typical(locale),
  held: longHeld(locale, { state: 'grace' }),
  company: longCompany(locale),
  offerId: 'silver',
  area: { id: 'application-development', name: pick('Application development', '應用程式開發')(locale) },
  competency: true,
  whyNot: {
    renew: text(locale, 'refusal.requirements-unmet'),
    'turn-off-auto-renew': offAlreadyText(longHeld(locale), locale),
    'activate-benefits': text(locale, 'why.on-hold'),
  },
})

export const subscriptionDetails = samplesOf(subscriptionDetailsCard, {
  typical,
  longest,
  hostile: (locale) => ({ ...typical(locale), company: hostile(), whyNot: {} }),
  empty: (locale) => ({
    ...typical(locale),
    held: held(locale, { state: 'expired' }),
    onlyLooks: text(locale, 'refusal.needs-purchaser'),
  }),
})

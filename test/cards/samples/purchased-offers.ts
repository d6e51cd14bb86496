import { purchasedOffersCard } from '../../../cards/purchased-offers.ts'
import { text } from '../../../cards/text.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { NONCE } from '../people.ts'
import { samplesOf } from '../samples.ts'
import { held, longHeld } from '../subscription-facts.ts'

const page = (locale: Locale) => ({
  nonce: NONCE,
  page: 0,
  more: false,
  held: [held(locale), held(locale, { id: 'second-one', autoRenew: false, offSince: '2027-01-02' })],
})

const full = (locale: Locale) => ({
  nonce: NONCE,
  page: 1,
  more: true,
  held: [
    longHeld(locale),
    longHeld(locale, { id: 'second-one', autoRenew: true, blocked: text(locale, 'refusal.requirements-unmet') }),
    longHeld(locale, { id: 'third-one', state: 'grace' }),
    longHeld(locale, { id: 'fourth-one', state: 'frozen' }),
    longHeld(locale, { id: 'fifth-one', state: 'expired' }),
  ],
})

export const purchasedOffers = samplesOf(purchasedOffersCard, {
  typical: page,
  longest: full,
  hostile: page,
  empty: (locale) => ({ nonce: NONCE, page: 0, more: false, held: [held(locale, { state: 'cancelled' })] }),
})

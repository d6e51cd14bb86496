import { requirementsCard } from '../../../cards/requirements.ts'
import { catalogueText } from '../../../cards/text.ts'
import { findOffer } from '../../../store/catalogue/offer.ts'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const catalogue = readCatalogue()
const of = (id: string, area: (locale: Locale) => string) => (locale: Locale) => ({
  nonce: NONCE,
  offer: pick(`${id === 'gold' ? 'Gold' : 'Silver'} competency`, `${id === 'gold' ? '金' : '銀'}級專長認證`)(locale),
  area: area(locale),
  requirements: (findOffer(catalogue, id)?.requirements ?? []).map((each, i) => ({
    text: catalogueText(locale, each.text),
    met: i === 0,
  })),
})

export const requirements = samplesOf(requirementsCard, {
  typical: of('silver', pick('Security', '資訊安全')),
  longest: of('gold', pick('Application development', '應用程式開發')),
  // Requirements are the operator's words, not people's: nothing on this card can be hostile.
  hostile: of('gold', pick('Security', '資訊安全')),
  empty: (locale) => ({ ...of('silver', pick('Security', '資訊安全'))(locale), requirements: [] }),
})

import { choiceCard } from '../../../cards/choice.ts'
import { catalogueText, text } from '../../../cards/text.ts'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { hostile, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const { areas } = readCatalogue()
const price = (locale: Locale) => text(locale, 'offers.per-area', { price: 'USD 1,670.00' })
const typical = (locale: Locale) => ({
  nonce: NONCE,
  title: text(locale, 'area.title'),
  ask: text(locale, 'area.ask', { offer: pick('Silver competency', '銀級專長認證')(locale), price: price(locale) }),
  choices: areas.map((each) => ({ id: each.id, title: catalogueText(locale, each.name) })),
})

export const choice = samplesOf(choiceCard, {
  typical,
  longest: (locale) => ({
    ...typical(locale),
    choices: [...areas, ...areas].map((each) => ({
      id: each.id,
      title: `${pick('Silver competency', '銀級專長認證')(locale)} – ${catalogueText(locale, each.name)}`,
      detail: price(locale),
    })),
  }),
  hostile: (locale) => ({ ...typical(locale), choices: [{ id: 'p1', title: hostile() }] }),
  empty: (locale) => ({ ...typical(locale), choices: [] }),
})

import { listCard } from '../../../cards/list.ts'
import { plain } from '../../../cards/plain.ts'
import { text } from '../../../cards/text.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { company, hostile, longCompany, NONCE } from '../people.ts'
import { samplesOf } from '../samples.ts'

// Its callers put people's names into the rows, so they are the ones who escape them.
const people = (name: string, locale: Locale, count = 5) => ({
  nonce: NONCE,
  list: 'people',
  title: text(locale, 'people.title'),
  lines: [text(locale, 'people.admin'), text(locale, 'people.missing')],
  rows: Array.from({ length: count }, (_, i) => ({
    id: `p${i + 1}`,
    title: plain(name),
    detail: [text(locale, 'role.admin'), text(locale, 'person.you'), text(locale, 'person.silent')].join(' · '),
  })),
  page: 0,
  more: false,
})

export const list = samplesOf(listCard, {
  typical: (locale) => people(company(locale), locale, 3),
  longest: (locale) => ({ ...people(longCompany(locale), locale), page: 199, more: true }),
  hostile: (locale) => people(hostile(), locale),
  empty: (locale) => people('', locale, 0),
})

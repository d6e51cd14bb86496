import { personCard } from '../../../cards/person.ts'
import { plain } from '../../../cards/plain.ts'
import { text } from '../../../cards/text.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { company, hostile, longCompany, NONCE } from '../people.ts'
import { samplesOf } from '../samples.ts'

// The name has been made plain by whoever read it: one without a name is shown by number.
const typical = (name: string) => ({
  nonce: NONCE,
  personId: 'p17',
  name: plain(name),
  role: 'purchaser' as const,
  self: false,
  guest: false,
})

export const person = samplesOf(personCard, {
  typical: (locale) => typical(company(locale)),
  longest: (locale) => ({ ...typical(longCompany(locale)), role: 'admin' as const, self: true }),
  hostile: () => typical(hostile()),
  empty: (locale: Locale) => ({
    ...typical(text(locale, 'person.nameless', { number: 17 })),
    role: 'viewer' as const,
    guest: true,
  }),
})

import { formatCountry } from '../../cards/format.ts'
import { knownZone } from '../../store/use-cases/people/zones.ts'
import { COUNTRIES } from '../../store/values/country.ts'
import { LOCALES } from '../../store/values/locale.ts'
import type { Input } from '../talk/turn.ts'

export type JoinAnswer = { company: string; country: string; zone: string }

/** The card's three inputs, or one typed line "company, country, time zone"; names of countries in either language. */
export function readJoin(input: Input): JoinAnswer | undefined {
  if (input.kind === 'action') {
    if (input.action.verb !== 'join') return undefined
    const { company = '', country = '', zone = '' } = input.action
    return { company, country, zone }
  }
  if (input.kind !== 'text') return undefined
  const parts = input.text
    .slice(0, 500)
    .split(/[,，、]/)
    .map((each) => each.trim())
  const [zone, country, ...company] = parts.reverse()
  if (!zone || !country || company.length === 0) return undefined
  return { company: company.reverse().join(', '), country: countryNamed(country), zone: knownZone(zone) ?? zone }
}

/** The code of a country that is named in either language; what is none comes back in capitals. */
export function countryNamed(name: string): string {
  const wanted = name.normalize('NFKC').toLowerCase()
  const code = COUNTRIES.find((each) => LOCALES.some((locale) => formatCountry(each, locale).toLowerCase() === wanted))
  return code ?? ALIASES[wanted] ?? wanted.toUpperCase()
}

const ALIASES: Record<string, string> = { usa: 'US', america: 'US', uk: 'GB', 臺灣: 'TW', 台灣: 'TW', england: 'GB' }

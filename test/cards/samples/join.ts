import { joinCard } from '../../../cards/join.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { hostile, longCompany, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const typical = (locale: Locale) => ({
  nonce: NONCE,
  now: '2026-11-23T08:00:00.000Z',
  company: '',
  country: pick('US', 'TW')(locale),
  zone: pick('America/Los_Angeles', 'Asia/Taipei')(locale),
  countries: ['US', 'TW', 'GB', 'DE', 'FR', 'JP', 'SG', 'HK', 'CA', 'AU'],
  zones: ['Asia/Taipei', 'Asia/Tokyo', 'Europe/London', 'America/New_York', 'America/Los_Angeles', 'UTC'],
  agreement: {
    name: pick('Partner Network agreement', '合作夥伴網路合約')(locale),
    version: '2026-07',
    url: 'https://partner.microsoft.com/agreement',
  },
})

export const join = samplesOf(joinCard, {
  typical,
  longest: (locale) => ({
    ...typical(locale),
    company: longCompany(locale),
    zone: 'America/Argentina/ComodRivadavia',
    zones: [...typical(locale).zones, 'America/Argentina/ComodRivadavia'],
    problem: 'zone' as const,
  }),
  hostile: (locale) => ({ ...typical(locale), company: hostile(), problem: 'company' as const }),
  empty: (locale) => ({ ...typical(locale), countries: ['US'], zones: ['UTC'] }),
})

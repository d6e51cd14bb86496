import { companyProfileCard, profileFormCard } from '../../../cards/company-profile.ts'
import { USUAL_COUNTRIES } from '../../../store/values/country.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { company, hostile, longCompany, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const ADDRESS = { en: ['1 Sample Road', 'Berlin 10115'], 'zh-TW': ['臺北市信義區範例路 1 號'] }

const typical = (locale: Locale) => ({
  nonce: NONCE,
  company: company(locale),
  country: 'TW',
  currency: 'TWD',
  zone: 'Asia/Taipei',
  billing: {
    name: company(locale),
    address: ADDRESS[locale],
    country: 'TW',
    taxId: '04595257',
    email: 'billing@partner.example',
  },
  given: true,
  mayChange: true,
  now: '2026-11-23T08:00:00.000Z',
})

const longest = (locale: Locale) => ({
  ...typical(locale),
  company: longCompany(locale),
  zone: 'America/Argentina/ComodRivadavia',
  billing: {
    name: `${longCompany(locale)}${longCompany(locale)}`.slice(0, 200),
    address: Array.from({ length: 6 }, () => `${longCompany(locale)}${longCompany(locale)}`.slice(0, 200)),
    country: 'GS',
    taxId: '9'.repeat(40),
    email: `${'billing.'.repeat(7)}one@${'partner.'.repeat(20)}example`,
  },
})

const traps = () => ({
  name: hostile().slice(0, 200),
  address: [hostile().slice(0, 200)],
  email: hostile().slice(0, 200),
})

export const companyProfile = samplesOf(companyProfileCard, {
  typical,
  longest,
  hostile: (locale) => ({ ...typical(locale), company: hostile(), billing: { ...traps(), country: 'TW' } }),
  empty: (locale) => ({
    ...typical(locale),
    billing: { name: company(locale), country: 'TW' },
    given: false,
    mayChange: false,
  }),
})

const form = (locale: Locale) => ({
  nonce: NONCE,
  countries: [...USUAL_COUNTRIES],
  name: company(locale),
  address: ADDRESS[locale],
  country: pick('DE', 'TW')(locale),
  taxId: pick('DE136695976', '04595257')(locale),
  email: 'billing@partner.example',
})

export const profileForm = samplesOf(profileFormCard, {
  typical: form,
  longest: (locale) => ({ ...form(locale), ...longest(locale).billing, nonce: NONCE, problem: 'address' as const }),
  hostile: (locale) => ({ ...form(locale), ...traps(), taxId: hostile(), problem: 'taxId' as const }),
  empty: (locale) => ({ ...form(locale), address: [], taxId: '', email: '' }),
})

import { renewalDetailsCard, renewalRefusedCard } from '../../../cards/renewal.ts'
import { offAlreadyText, whyNotRenewText } from '../../../cards/subscription-facts.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { nextTerm } from '../../../store/values/term.ts'
import { company, hostile, longCompany, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'
import { held, longHeld } from '../subscription-facts.ts'

const typical = (locale: Locale) => ({
  nonce: NONCE,
  now: '2026-11-23T08:00:00.000Z',
  held: held(locale),
  company: company(locale),
  price: held(locale).price ?? { amount: 1, currency: 'USD' },
  next: nextTerm(held(locale).term),
})

const longest = (locale: Locale) => ({
  nonce: NONCE,
  now: '2026-11-23T08:00:00.000Z',
  held: longHeld(locale),
  company: longCompany(locale),
  area: pick('Application development', '應用程式開發')(locale),
  price: { amount: 1_450_000_000, currency: 'TWD' },
  next: nextTerm(longHeld(locale).term),
})

export const renewalDetails = samplesOf(renewalDetailsCard, {
  typical,
  longest,
  hostile: (locale) => ({ ...typical(locale), company: hostile() }),
  empty: typical,
})

const early = (locale: Locale) => ({
  nonce: NONCE,
  held: held(locale),
  offerId: 'action-pack',
  areaId: '',
  reason: whyNotRenewText(held(locale), 'renewal-too-early', locale),
  over: false,
})

const late = (locale: Locale) => ({
  ...early(locale),
  held: held(locale, { state: 'expired' }),
  reason: whyNotRenewText(held(locale), 'renewal-too-late', locale),
  over: true,
})

export const renewalRefused = samplesOf(renewalRefusedCard, {
  typical: early,
  longest: (locale) => ({
    ...early(locale),
    held: longHeld(locale),
    areaId: 'application-development',
    reason: offAlreadyText(longHeld(locale), locale),
  }),
  hostile: late,
  empty: late,
})

import { z } from 'zod'
import { buyerParty } from '../store/billing/buyer.ts'
import { COUNTRIES } from '../store/values/country.ts'
import type { Locale } from '../store/values/locale.ts'
import { button } from './actions.ts'
import { taxIdTitle } from './bill-facts.ts'
import { formatCountry, formatZone } from './format.ts'
import { messageOf } from './message.ts'
import { clean, plain } from './plain.ts'
import { cardOf } from './render.ts'
import { factsIn, text } from './text.ts'

const companyProfile = z.strictObject({
  nonce: z.string(),
  company: z.string(),
  country: z.string(),
  currency: z.string(),
  zone: z.string(),
  /** As papers are made out now. */
  billing: buyerParty,
  /** Somebody has given it; else it is the name and country that the company joined with. */
  given: z.boolean(),
  mayChange: z.boolean(),
  /** As it stands now: zones have names by the season. */
  now: z.string(),
})

/** The company as it joined, and whom its papers are made out to. */
export const companyProfileCard = messageOf(companyProfile, (view, say, locale) => {
  const fact = factsIn(locale)
  const { name, address = [], country, taxId, email } = view.billing
  return {
    title: say('profile.title'),
    lines: [say(view.given ? 'profile.intro' : 'profile.none')],
    facts: [
      fact('company', plain(view.company)),
      fact('country', formatCountry(view.country, locale)),
      fact('currency', view.currency),
      fact('zone', formatZone(view.zone, locale, view.now)),
      fact('legal-name', plain(name)),
      ...(address.length > 0
        ? [fact('address', address.map((each) => plain(each)).join(locale === 'en' ? ', ' : '，'))]
        : []),
      fact('billing-country', formatCountry(country, locale)),
      ...(taxId ? [{ title: taxIdTitle(country, locale), value: taxId }] : []),
      ...(email ? [fact('email', plain(email, 254))] : []),
    ],
    hints: [view.mayChange ? say('profile.typed', typedWords(country, locale)) : say('profile.only-looks')],
    buttons: view.mayChange
      ? [
          button(
            say('button.change'),
            { verb: 'billing-profile', act: 'ask', nonce: view.nonce },
            { style: 'positive' },
          ),
        ]
      : [],
  }
})

const profileForm = z.strictObject({
  nonce: z.string(),
  countries: z.array(z.string()),
  /** As it stands, or as it was given last when something in it was wrong. */
  name: z.string(),
  address: z.array(z.string()),
  country: z.string(),
  taxId: z.string(),
  email: z.string(),
  problem: z.enum(['name', 'address', 'country', 'taxId', 'email']).optional(),
})

/** The five answers that papers are made out by. */
export const profileFormCard = cardOf('profile-form', profileForm, (view, say, locale) => {
  const wrong = {
    name: say('profile.name-wrong'),
    address: say('profile.address-wrong'),
    country: say('profile.country-wrong'),
    taxId: say('profile.tax-id-wrong', { country: countryName(view.country, locale) }),
    email: say('profile.email-wrong'),
  }
  const typed = say('profile.form-typed', typedWords(view.country, locale))
  const title = say('profile.form-title')
  const choices = view.countries.map((value) => ({ title: formatCountry(value, locale), value }))
  return {
    said: [title, view.problem ? wrong[view.problem] : '', typed],
    title,
    problem: view.problem ? wrong[view.problem] : '',
    name: { label: say('profile.name'), hint: say('profile.name-hint'), error: wrong.name, value: clean(view.name) },
    address: {
      label: say('profile.address'),
      hint: say('profile.address-hint'),
      value: view.address.map((each) => clean(each)).join('\n'),
    },
    country: {
      label: say('profile.country'),
      error: wrong.country,
      value: view.country,
      choices: choices.sort((a, b) => a.title.localeCompare(b.title, locale)),
    },
    taxId: { label: say('profile.tax-id'), hint: say('profile.tax-id-hint'), value: clean(view.taxId, 40) },
    email: { label: say('profile.email'), hint: say('profile.email-hint'), value: clean(view.email, 254) },
    typed,
    buttons: [
      button(
        say('button.save'),
        { verb: 'billing-profile', act: 'save', nonce: view.nonce },
        { inputs: true, style: 'positive' },
      ),
      button(say('button.stop'), { verb: 'leave', nonce: view.nonce }),
    ],
  }
})

/** How a line is typed, with an id that fits its country. */
export function typedWords(country: string, locale: Locale) {
  const taxId = country === 'TW' ? '04595257' : country === 'DE' ? 'DE136695976' : '…'
  return { change: text(locale, 'word.change'), example: text(locale, 'profile.example', { taxId }) }
}

function countryName(country: string, locale: Locale): string {
  return COUNTRIES.includes(country) ? formatCountry(country, locale) : ''
}

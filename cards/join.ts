import type { Attachment } from 'botframework-schema'
import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { button } from './actions.ts'
import { formatCountry, formatZone } from './format.ts'
import { clean } from './plain.ts'
import { template } from './render.ts'
import { text } from './text.ts'

export const join = z.strictObject({
  nonce: z.string(),
  /** What was given last, when something in it was wrong. */
  company: z.string(),
  country: z.string(),
  zone: z.string(),
  problem: z.enum(['company', 'country', 'zone']).optional(),
  countries: z.array(z.string()),
  zones: z.array(z.string()),
  agreement: z.strictObject({ name: z.string(), version: z.string(), url: z.string() }),
})

const expand = template('join')

/** S2: the four answers that make a company a network member, on one card. */
export function joinCard(data: z.input<typeof join>, locale: Locale): Attachment {
  const view = join.parse(data)
  const field = (name: 'company' | 'country' | 'zone') => ({
    label: text(locale, `join.${name}`),
    hint: text(locale, `join.${name}-hint`),
    error: text(locale, `join.${name}-wrong`, { zone: view.zone }),
  })
  const example = { country: formatCountry(view.country, locale), zone: view.zone }
  const typed = text(locale, 'join.typed', example)
  const agree = text(locale, 'button.agree-join')
  return expand({
    lang: locale,
    fallback: [text(locale, 'join.title'), text(locale, 'join.intro'), typed].join('\n'),
    title: text(locale, 'join.title'),
    intro: text(locale, 'join.intro'),
    problem: view.problem ? field(view.problem).error : '',
    company: { ...field('company'), value: clean(view.company, 100) },
    country: { ...field('country'), value: view.country, choices: choices(view.countries, formatCountry, locale) },
    zone: { ...field('zone'), value: view.zone, choices: choices(view.zones, formatZone, locale) },
    agreement: text(locale, 'join.agreement', { ...view.agreement, button: agree }),
    typed,
    buttons: [
      button(agree, { verb: 'join', nonce: view.nonce }, { inputs: true, style: 'positive' }),
      button(text(locale, 'button.stop'), { verb: 'leave', nonce: view.nonce }),
    ],
  })
}

function choices(values: string[], name: (value: string, locale: Locale) => string, locale: Locale) {
  return values.map((value) => ({ title: name(value, locale), value }))
}

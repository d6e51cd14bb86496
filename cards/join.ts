import { z } from 'zod'
import { instant } from '../store/values/time.ts'
import { button } from './actions.ts'
import { formatCountry, formatZone } from './format.ts'
import { clean } from './plain.ts'
import { cardOf } from './render.ts'

const join = z.strictObject({
  nonce: z.string(),
  /** What was given last, when something in it was wrong. */
  company: z.string(),
  country: z.string(),
  zone: z.string(),
  problem: z.enum(['company', 'country', 'zone']).optional(),
  countries: z.array(z.string()),
  zones: z.array(z.string()),
  /** Zones are called what they are called today. */
  now: instant,
  agreement: z.strictObject({ name: z.string(), version: z.string(), url: z.string() }),
})

/** S2: the four answers that make a company a network member, on one card. */
export const joinCard = cardOf('join', join, (view, say, locale) => {
  const field = (name: 'company' | 'country' | 'zone') => ({
    label: say(`join.${name}`),
    hint: say(`join.${name}-hint`),
    error: say(`join.${name}-wrong`, { zone: view.zone }),
  })
  const example = { country: formatCountry(view.country, locale), zone: view.zone }
  const typed = say('join.typed', example)
  const agree = say('button.agree-join')
  return {
    said: [say('join.title'), say('join.intro'), typed],
    title: say('join.title'),
    intro: say('join.intro'),
    problem: view.problem ? field(view.problem).error : '',
    company: { ...field('company'), value: clean(view.company, 100) },
    country: {
      ...field('country'),
      value: view.country,
      choices: choices(view.countries, (country) => formatCountry(country, locale)),
    },
    zone: {
      ...field('zone'),
      value: view.zone,
      choices: choices(view.zones, (zone) => formatZone(zone, locale, view.now)),
    },
    agreement: say('join.agreement', { ...view.agreement, button: agree }),
    typed,
    buttons: [
      button(agree, { verb: 'join', nonce: view.nonce }, { inputs: true, style: 'positive' }),
      button(say('button.stop'), { verb: 'leave', nonce: view.nonce }),
    ],
  }
})

function choices(values: string[], name: (value: string) => string) {
  return values.map((value) => ({ title: name(value), value }))
}

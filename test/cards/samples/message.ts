import { button } from '../../../cards/actions.ts'
import { messageCard } from '../../../cards/message.ts'
import { plain } from '../../../cards/plain.ts'
import { text } from '../../../cards/text.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { company, hostile, longCompany, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const COMMANDS = ['offers', 'subscribe', 'language', 'help'] as const

const welcome = (name: string, locale: Locale) => ({
  title: text(locale, 'welcome.title'),
  // Its callers put people's texts into sentences, so they are the ones who escape them.
  lines: [
    text(locale, 'welcome.member', { company: plain(name) }),
    text(locale, 'welcome.type', { help: pick('help', '說明')(locale) }),
  ],
  buttons: COMMANDS.map((command, i) =>
    button(
      text(locale, `button.${command}`),
      { verb: 'command', command, nonce: NONCE },
      i ? {} : { style: 'positive' },
    ),
  ),
})

export const notice = samplesOf(messageCard, {
  typical: (locale) => welcome(company(locale), locale),
  longest: (locale) => ({
    ...welcome(longCompany(locale), locale),
    facts: [{ title: text(locale, 'fact.company'), value: longCompany(locale) }],
  }),
  hostile: (locale) => ({
    ...welcome(hostile(), locale),
    facts: [{ title: text(locale, 'fact.company'), value: plain(hostile()) }],
  }),
  empty: (locale) => ({ lines: [text(locale, 'settled.used')] }),
})

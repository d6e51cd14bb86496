import { deskConfirmCard, deskPanelCard } from '../../../cards/desk-panel.ts'
import { plain } from '../../../cards/plain.ts'
import { text } from '../../../cards/text.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { company, hostile, longCompany, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const offer = pick('Action Pack', '行動套件')

const panel = (who: string, times: number, locale: Locale) => ({
  nonce: NONCE,
  ticketId: 'tic-of-the-samples',
  number: 12,
  choices: [
    { title: text(locale, 'panel.cancel-now'), value: 'cancel-now' },
    ...Array.from({ length: times }, (_, i) => ({
      title: text(locale, 'panel.hand-over', { who }),
      value: `hand-over:p${i + 1}`,
    })),
  ],
})

export const deskPanel = samplesOf(deskPanelCard, {
  typical: (locale) => panel(pick('Agent One', '支援人員一')(locale), 2, locale),
  longest: (locale) => panel(plain(longCompany(locale), 60), 30, locale),
  hostile: (locale) => panel(plain(hostile(), 60), 10, locale),
  empty: (locale) => panel('', 0, locale),
})

const confirm = (name: string, locale: Locale) => ({
  nonce: NONCE,
  ticketId: 'tic-of-the-samples',
  choice: 'cancel-now',
  effect: text(locale, 'confirm.cancel-now', { offer: offer(locale), company: plain(name, 100) }),
})

export const deskConfirm = samplesOf(deskConfirmCard, {
  typical: (locale) => confirm(company(locale), locale),
  longest: (locale) => confirm(longCompany(locale), locale),
  hostile: (locale) => confirm(hostile(), locale),
  empty: (locale) => confirm(company(locale), locale),
})

import { ticketFormCard } from '../../../cards/ticket-form.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { hostile, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const typical = (locale: Locale) => ({
  nonce: NONCE,
  subscriptionId: 'sub-of-the-samples',
  offer: pick('Action Pack', '行動套件')(locale),
  problem: 'invoice' as const,
  details: '',
  contact: 'chat' as const,
})

export const ticketForm = samplesOf(ticketFormCard, {
  typical,
  longest: (locale) => ({
    ...typical(locale),
    reason: 'by-mistake' as const,
    details: pick('We need fewer licences. ', '我們需要較少的授權。')(locale).repeat(80).slice(0, 2_000),
    wrong: true,
  }),
  hostile: (locale) => ({ ...typical(locale), details: hostile().slice(0, 2_000), wrong: true }),
  empty: typical,
})

import { plain } from '../../../cards/plain.ts'
import { unsentCard, unsentSettledCard } from '../../../cards/unsent.ts'
import { hostile, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const words = pick('Please note that your invoice is due.', '備註欄請填寫訂單編號。')
const waiting = (text: string) => ({ nonce: NONCE, ticketId: 'tic-of-the-samples', id: 'words-of-the-samples', text })

export const unsent = samplesOf(unsentCard, {
  typical: (locale) => waiting(words(locale)),
  longest: (locale) => waiting(plain(words(locale).repeat(60), 600)),
  hostile: () => waiting(plain(hostile(), 600)),
  empty: () => waiting(''),
})

export const unsentSettled = samplesOf(unsentSettledCard, {
  typical: (locale) => ({ what: 'kept' as const, text: words(locale) }),
  longest: (locale) => ({ what: 'sent' as const, text: plain(words(locale).repeat(60), 600) }),
  hostile: () => ({ what: 'dropped' as const, text: plain(hostile(), 600) }),
  empty: () => ({ what: 'over' as const, text: '' }),
})

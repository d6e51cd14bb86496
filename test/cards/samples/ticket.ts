import { plain } from '../../../cards/plain.ts'
import { text } from '../../../cards/text.ts'
import { SHOWN_ENTRIES, ticketCard } from '../../../cards/ticket.ts'
import { entryLine } from '../../../cards/ticket-timeline.ts'
import type { Locale } from '../../../store/locale.ts'
import type { Entry } from '../../../store/ticket.ts'
import { company, hostile, longCompany, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const AT = '2026-11-23T08:00:00.000Z'
const NAMES = { en: { p1: 'Purchaser One', p9: 'Agent One' }, 'zh-TW': { p1: '購買者一', p9: '支援人員一' } }

function lines(entries: Pick<Entry, 'side' | 'by' | 'kind' | 'what' | 'text'>[], locale: Locale): string[] {
  return entries.map((each, i) => entryLine({ ...each, key: `k${i}`, at: AT }, NAMES[locale], 'Asia/Taipei', locale))
}

const typical = (locale: Locale): Parameters<typeof ticketCard>[0] => ({
  nonce: NONCE,
  side: 'partner',
  ticketId: 'tic-of-the-samples',
  number: 12,
  company: plain(company(locale)),
  state: 'waiting-for-partner',
  facts: [
    { title: text(locale, 'fact.with'), value: NAMES[locale].p9 },
    { title: text(locale, 'fact.problem'), value: text(locale, 'problem.invoice') },
    { title: text(locale, 'fact.reason'), value: text(locale, 'reason.not-needed') },
  ],
  lines: lines(
    [
      { side: 'partner', by: 'p1', kind: 'happening', what: 'opened' },
      { side: 'desk', by: 'p9', kind: 'happening', what: 'taken' },
      { side: 'desk', by: 'p9', kind: 'message', text: text(locale, 'canned.more') },
    ],
    locale,
  ),
  earlier: 0,
  canReopen: false,
  judged: false,
})

const wordy = (of: string, locale: Locale) =>
  lines(
    Array.from({ length: SHOWN_ENTRIES }, () => ({
      side: 'partner' as const,
      by: 'p1',
      kind: 'message' as const,
      text: of,
    })),
    locale,
  )

/** The partner's card. */
export const ticketOfPartner = samplesOf(ticketCard, {
  typical,
  longest: (locale) => ({
    ...typical(locale),
    lines: wordy(pick('It is about the licences. ', '這是關於授權的問題。')(locale).repeat(100), locale),
    earlier: 192,
    note: text(locale, 'cancel.joined', { number: 12 }),
  }),
  hostile: (locale) => ({
    ...typical(locale),
    facts: [{ title: text(locale, 'fact.details'), value: plain(hostile(), 600) }],
    lines: wordy(hostile(), locale),
  }),
  empty: (locale) => ({ ...typical(locale), state: 'withdrawn' as const, facts: [], lines: [] }),
})

/** The desk's live card. */
export const ticketOfDesk = samplesOf(ticketCard, {
  typical: (locale) => ({ ...typical(locale), side: 'desk' as const, state: 'open' as const }),
  longest: (locale) => ({
    ...typical(locale),
    side: 'desk' as const,
    company: plain(longCompany(locale)),
    lines: wordy(pick('It is about the licences. ', '這是關於授權的問題。')(locale).repeat(100), locale),
    earlier: 192,
  }),
  hostile: (locale) => ({
    ...typical(locale),
    side: 'desk' as const,
    company: plain(hostile()),
    lines: wordy(hostile(), locale),
  }),
  empty: (locale) => ({ ...typical(locale), side: 'desk' as const, state: 'closed' as const, facts: [], lines: [] }),
})

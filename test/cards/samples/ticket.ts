import { plain } from '../../../cards/plain.ts'
import { text } from '../../../cards/text.ts'
import { SHOWN_ENTRIES, ticketCard } from '../../../cards/ticket.ts'
import { entryLine } from '../../../cards/ticket-timeline.ts'
import { requestFacts } from '../../../dialogs/support/ticket-facts.ts'
import { readCatalogue } from '../../../store/catalogue/read-catalogue.ts'
import type { Noticed } from '../../../store/tickets/noticed.ts'
import type { Entry } from '../../../store/tickets/ticket.ts'
import type { UnreachedTerm } from '../../../store/tickets/unreached-term.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { company, hostile, longCompany, NONCE, pick } from '../people.ts'
import { samplesOf } from '../samples.ts'

const AT = '2026-11-23T08:00:00.000Z'
const NAMES = {
  en: { p1: 'Purchaser One', p9: 'Agent One', time: text('en', 'actor.bot') },
  'zh-TW': { p1: '購買者一', p9: '支援人員一', time: text('zh-TW', 'actor.bot') },
}

function lines(entries: Pick<Entry, 'side' | 'by' | 'kind' | 'what' | 'about' | 'text'>[], locale: Locale): string[] {
  return entries.map((each, i) => entryLine({ ...each, key: `k${i}`, at: AT }, NAMES[locale], 'Asia/Taipei', locale))
}

const typical = (locale: Locale): Parameters<typeof ticketCard>[1] => ({
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
  canWithdraw: false,
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

/** The desk's card of a term of which nobody at the partner was told. */
export const ticketOfUnreached = samplesOf(ticketCard, {
  typical: (locale) => ({ ...unreached(locale), lines: lines([opened, happening('missed', 'declined')], locale) }),
  longest: (locale) => ({
    ...unreached(locale, { due: 'not-renewed', because: 'gold-blocks-silver', reachable: true }),
    company: plain(longCompany(locale)),
    lines: lines(
      [
        ...(['bank-waits', 'not-renewed', 'expired'] as const).map((each) => happening('missed', each)),
        ...(['reachable-again', 'told-at-last'] as const).map((each) => happening(each)),
        happening('term-over', 'renewed'),
      ],
      locale,
    ),
    earlier: 9,
  }),
  hostile: (locale) => ({ ...unreached(locale), company: plain(hostile()) }),
  empty: (locale) => ({ ...unreached(locale), state: 'withdrawn' as const, facts: [] }),
})

const opened = { side: 'desk', by: 'time', kind: 'happening', what: 'opened' } as const
const happening = (what: NonNullable<Entry['what']>, about = '') =>
  ({ side: 'partner', by: 'time', kind: 'happening', what, about }) as const

function unreached(locale: Locale, but: Partial<UnreachedTerm> = {}): Parameters<typeof ticketCard>[1] {
  const term: UnreachedTerm = {
    ...{ offerId: 'silver', area: 'security', end: '2027-11-23', closes: '2027-12-23', autoRenew: true },
    ...{ due: 'charge', price: { amount: 47_500, currency: 'USD' }, announced: false, reachable: false, ...but },
  }
  return {
    ...typical(locale),
    side: 'desk',
    state: 'open',
    facts: [
      { title: text(locale, 'fact.reachable'), value: text(locale, 'ticket.reachable-no') },
      ...requestFacts(
        { catalogue: readCatalogue() },
        { problem: 'subscription', details: '', unreached: term },
        locale,
      ),
    ],
    lines: lines([opened], locale),
  }
}

/** The desk's card of what the bot has noticed: a payment that is disputed, and whatever else there is. */
export const ticketOfNoticed = samplesOf(ticketCard, {
  typical: (locale) => ({
    ...noticed(DISPUTE, locale),
    lines: lines([opened, happening('dispute-open', 'PO-2611-7F3K9Q')], locale),
  }),
  longest: (locale) => ({
    ...noticed(DISPUTE, locale),
    company: plain(longCompany(locale)),
    lines: lines(
      [opened, ...(['open', 'won', 'lost'] as const).map((each) => happening(`dispute-${each}`, 'PO-2611-7F3K9Q'))],
      locale,
    ),
  }),
  hostile: (locale) => ({
    ...noticed({ what: 'no-key', offerId: 'action-pack', area: '', benefitId: hostile() }, locale),
    company: plain(hostile()),
  }),
  empty: (locale) => ({ ...noticed({ what: 'no-admin' }, locale), state: 'withdrawn' as const, lines: [] }),
})

const DISPUTE: Noticed = {
  ...{ what: 'dispute', order: 'PO-2611-7F3K9Q', offerId: 'silver', area: 'security' },
  price: { amount: 47_500, currency: 'USD' },
}

function noticed(of: Noticed, locale: Locale): Parameters<typeof ticketCard>[1] {
  const request = { problem: 'invoice' as const, details: '', noticed: of }
  return {
    ...typical(locale),
    side: 'desk',
    state: 'open',
    facts: requestFacts({ catalogue: readCatalogue() }, request, locale),
    lines: lines([opened], locale),
  }
}

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

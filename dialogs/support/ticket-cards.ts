import type { Attachment } from 'botframework-schema'
import { plain } from '../../cards/plain.ts'
import { refreshing } from '../../cards/refresh.ts'
import { text } from '../../cards/text.ts'
import { SHOWN_ENTRIES, ticketCard } from '../../cards/ticket.ts'
import { entryLine, type Names } from '../../cards/ticket-timeline.ts'
import type { Person } from '../../store/people/person.ts'
import { BY_ITSELF, canWithdraw, type Entry, type Happening, type Ticket } from '../../store/tickets/ticket.ts'
import { canReopen } from '../../store/tickets/ticket-steps.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Locale } from '../../store/values/locale.ts'
import { stored } from '../../store/values/time.ts'
import { type Fact, fact, progressFacts, requestFacts, subscriptionFacts } from './ticket-facts.ts'
import { ticketOutlook } from './ticket-outlook.ts'

/** Everybody whom the ticket names, by name; who was erased, or never gave one, by number. */
export async function namesIn({ store }: Services, ticket: Ticket, locale: Locale): Promise<Names> {
  const ids = new Set(ticket.entries.flatMap((each) => [each.by, ...(isPerson(each.about) ? [each.about] : [])]))
  for (const id of [ticket.agent, ...ticket.followers]) if (id) ids.add(id)
  const people = await Promise.all([...ids].map(async (id) => [id, await store.people.get(id)] as const))
  return Object.fromEntries(people.map(([id, person]) => [id, nameOf(id, person, locale)]))
}

function nameOf(id: string, person: Person | undefined, locale: Locale): string {
  if (id === BY_ITSELF) return text(locale, 'actor.bot')
  return person?.name ? plain(person.name) : text(locale, 'person.nameless', { number: id.replace(/^p/, '') })
}

function isPerson(about: string | undefined): about is string {
  return about !== undefined && /^p\d+$/.test(about)
}

/** Who of the partner was told what is the desk's to know, not news for those who were (S16); so is what it has to do. */
const FOR_DESK: (Happening | undefined)[] = [
  'refund-proposed',
  'refund-silent',
  'refund-slow',
  'refund-decide',
  'accept-proposed',
  'accept-failed',
  'missed',
  'reachable-again',
  'told-at-last',
  'term-over',
  'dispute-open',
  'dispute-won',
  'dispute-lost',
]

/** What the partner's people may read: everything but the desk's own notes, proposals and cares. */
export function forPartner(entries: Entry[]): Entry[] {
  return entries
    .filter((each) => each.kind !== 'note' && !FOR_DESK.includes(each.what))
    .map(({ because: _because, ...each }) => each)
    .map(({ text: words, ...each }) => (each.takenBack || words === undefined ? each : { ...each, text: words }))
}

/** S22: the ticket for its partner's people. `news`: what they haven't been told yet stands in it. */
export async function partnerTicketCard(
  services: Services,
  ticket: Ticket,
  where: Where,
  note = '',
): Promise<Attachment> {
  const nonce = services.newId()
  const own = { nonce, side: 'partner' as const, company: '', canWithdraw: canWithdraw(ticket), note }
  const card = await ticketCardOf(services, ticket, where, { ...own, entries: forPartner(ticket.entries) })
  return refreshing(card, { what: 'ticket', about: ticket._id, nonce })
}

type Where = { locale: Locale; zone: string }
type Own = Pick<Parameters<typeof ticketCard>[1], 'nonce' | 'side' | 'company' | 'canWithdraw' | 'note' | 'reasons'>

/** The ticket for one of its sides: `entries` are those that it may read, `facts` what it sees before the others. */
export async function ticketCardOf(
  services: Services,
  ticket: Ticket,
  { locale, zone }: Where,
  { entries, facts = [], ...own }: Own & { entries: Entry[]; facts?: Fact[] },
): Promise<Attachment> {
  const names = await namesIn(services, ticket, locale)
  const subscription = ticket.subscriptionId && (await services.store.subscriptions.get(ticket.subscriptionId))
  const outlook = await ticketOutlook(services, ticket, own.side, locale)
  const lines = entries.slice(-SHOWN_ENTRIES)
  return ticketCard(locale, {
    ...own,
    ticketId: ticket._id,
    number: ticket.number,
    state: ticket.state,
    facts: [
      ...facts,
      ...progressFacts(ticket, names, zone, locale),
      ...requestFacts(services, ticket.request, locale),
      ...(subscription ? await subscriptionFacts(services, subscription, locale) : []),
      ...(outlook ? [fact(locale, 'fact.outlook', outlook)] : []),
    ],
    lines: lines.map((each) => entryLine(each, names, zone, locale, own.side)),
    earlier: entries.length - lines.length,
    canReopen: canReopen(ticket, stored(services.clock.now())),
    judged: ticket.solved !== undefined,
  })
}

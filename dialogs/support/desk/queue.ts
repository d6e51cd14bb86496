import type { Attachment } from 'botframework-schema'
import { formatMoment } from '../../../cards/format.ts'
import { listCard, PAGE } from '../../../cards/list.ts'
import { plain } from '../../../cards/plain.ts'
import { text } from '../../../cards/text.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import type { QueueFilter } from '../../../store/tickets/tickets.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { namesIn } from '../ticket-cards.ts'
import { companyOf, deskCard } from './card.ts'
import type { DeskAnswer, DeskTurn } from './desk-turn.ts'

/** Matches that a search shows. */
const FOUND = 15

/** Oldest waiting first; `words`: a number, or how the company's name begins. */
export async function showQueue(
  services: Services,
  turn: DeskTurn,
  { filter, words, page = 0 }: { filter: QueueFilter; words: string; page?: number },
): Promise<DeskAnswer> {
  const { store, newId } = services
  const { locale } = turn.speaker
  if (/^#?\d{1,9}$/.test(words)) return showTicket(services, turn, Number(words.replace('#', '')))
  const found = words
    ? await store.tickets.ofCompany(words, FOUND)
    : await store.tickets.queue(filter, turn.speaker.person._id, PAGE + 1, page * PAGE)
  const shown = words ? found : found.slice(0, PAGE)
  const name = text(locale, `queue.${filter}`)
  const intro = words
    ? text(locale, 'queue.found', { words: plain(words, 60) })
    : text(locale, filter === 'closed' ? 'queue.intro-closed' : 'queue.intro', { filter: name })
  const card = listCard(locale, {
    nonce: newId(),
    list: `queue.${filter}`,
    title: text(locale, 'queue.title'),
    lines: [intro, ...(shown.length ? [] : [text(locale, 'queue.none')])],
    rows: await Promise.all(shown.map((each) => rowOf(services, turn, each))),
    page,
    more: !words && found.length > PAGE,
    ...(words ? { size: FOUND } : {}),
  })
  return answerWith(turn, card)
}

/** One ticket by its number, to be worked from wherever it is asked for. */
export async function showTicket(services: Services, turn: DeskTurn, number: number): Promise<DeskAnswer> {
  const ticket = await services.store.tickets.numbered(number)
  if (!ticket) return { said: [text(turn.speaker.locale, 'desk.not-found')] }
  return { said: [await deskCard(services, ticket, turn.desk)] }
}

/** A page turned changes the pressed card; words get a card of their own. */
export function answerWith({ input }: DeskTurn, card: Attachment): DeskAnswer {
  return input.kind === 'action' ? { replacementCard: card } : { said: [card] }
}

async function rowOf(services: Services, { speaker: { locale }, desk }: DeskTurn, ticket: Ticket) {
  const names = await namesIn(services, ticket, locale)
  const words = {
    status: text(locale, `queue.status-${ticket.state}`),
    who: ticket.agent ? (names[ticket.agent] ?? '') : text(locale, 'ticket.nobody'),
    since: formatMoment(ticket.since, desk.zone, locale),
  }
  const title = text(locale, 'desk.title', { number: ticket.number, company: await companyOf(services, ticket) })
  return { id: ticket._id, title, detail: text(locale, 'queue.row', words) }
}

import type { ActionOf } from '../../../cards/actions.ts'
import { text } from '../../../cards/text.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import type { Input } from '../../talk/turn.ts'
import { deskCard } from './card.ts'
import type { DeskAnswer, DeskTurn } from './desk-turn.ts'
import { filledIn } from './filled-in.ts'
import { openForPartner } from './open-ticket.ts'
import { choose, confirm, movesTicket, showPanel } from './panel.ts'
import { showQueue, showTicket } from './queue.ts'
import { showReport } from './report.ts'
import { takeBackLast } from './take-back.ts'
import { asItStands, workOn } from './ticket.ts'
import { FILTERS, readTyped, type Typed } from './typed.ts'
import { type Answer, answerInWords, answerWhom, askWhom } from './unsent.ts'

/** Everything that is said and pressed at the desk. Who speaks is looked up first, each time (F31). */
export async function atDesk(services: Services, turn: DeskTurn): Promise<DeskAnswer> {
  const status = await turn.agentStatus(turn.speaker.person, false)
  const { locale } = turn.speaker
  if (status !== 'agent')
    return { said: [text(locale, `refusal.${status === 'unknown' ? 'agents-unknown' : 'not-an-agent'}`)] }
  return turn.input.kind === 'text' ? heard(services, turn, turn.input) : pressed(services, turn)
}

/** What was attached is kept nowhere, and reaches nobody: whoever sent it is told. */
async function heard(
  services: Services,
  turn: DeskTurn,
  { text: words, broughtMore }: Extract<Input, { kind: 'text' }>,
): Promise<DeskAnswer> {
  if (!broughtMore) return said(services, turn, words)
  const only = text(turn.speaker.locale, 'desk.only-text')
  if (words === '') return { said: [only] }
  const answer = await said(services, turn, words)
  return { ...answer, said: [only, ...(answer.said ?? [])] }
}

/** S26: in a ticket's thread, what is plainly a reply goes to the partner, and nothing else does. */
async function said(services: Services, turn: DeskTurn, words: string): Promise<DeskAnswer> {
  const typed = readTyped(words)
  const ticket = turn.thread ? await services.store.tickets.inThread(turn.thread) : undefined
  if (!ticket) return typed ? byWord(services, turn, typed) : { said: [text(turn.speaker.locale, 'desk.help')] }
  const answer = answerIn(typed)
  const answered = answer && (await answerInWords(services, turn, ticket, answer))
  if (answered) return answered
  const callsOthers = turn.input.kind === 'text' && turn.input.mentions !== undefined
  if (typed?.kind === 'unclear' || typed?.kind === 'answer' || (!typed && callsOthers))
    return askWhom(services, turn, ticket, words)
  if (typed) return byWord(services, turn, typed, ticket)
  if (words.trim()) return workOn(services, turn, ticket._id, 'reply', { message: words })
  return { said: [text(turn.speaker.locale, 'desk.help')] }
}

/** A bare `note` answers too. */
function answerIn(typed: Typed | undefined): Answer | undefined {
  if (typed?.kind === 'answer') return typed.answer
  return typed?.kind === 'note' && !typed.words ? 'keep' : undefined
}

async function byWord(services: Services, turn: DeskTurn, typed: Typed, ticket?: Ticket): Promise<DeskAnswer> {
  switch (typed.kind) {
    case 'queue':
      return showQueue(services, turn, typed)
    case 'ticket':
      return showTicket(services, turn, typed.number)
    case 'report':
      return showReport(services, turn, typed.days)
    case 'open-ticket':
      return openForPartner(services, turn, typed.words)
    case 'help':
    case 'unclear':
    case 'answer':
      return { said: [text(turn.speaker.locale, 'desk.help')] }
  }
  if (!ticket) return { said: [text(turn.speaker.locale, 'desk.help')] }
  switch (typed.kind) {
    case 'more':
      return showPanel(services, turn, ticket)
    case 'take-back':
      return takeBackLast(services, turn, ticket)
    case 'note':
    case 'reply':
      return workOn(services, turn, ticket._id, typed.kind, { message: typed.words })
    case 'close':
      return workOn(services, turn, ticket._id, 'close', { reason: typed.words })
    default:
      return workOn(services, turn, ticket._id, typed.kind)
  }
}

async function pressed(services: Services, turn: DeskTurn): Promise<DeskAnswer> {
  if (turn.input.kind !== 'action') return {}
  const { action } = turn.input
  if (action.verb === 'page') {
    const filter = FILTERS.find((each) => action.list === `queue.${each}`) ?? 'all'
    return showQueue(services, turn, { filter, words: '', page: action.page })
  }
  if (action.verb === 'pick') {
    const picked = action.pick ? await services.store.tickets.get(action.pick) : undefined
    if (!picked) return { said: [text(turn.speaker.locale, 'desk.not-found')] }
    return { said: [await deskCard(services, picked, turn.desk)] }
  }
  return action.verb === 'desk' ? acted(services, turn, action) : {}
}

async function acted(services: Services, turn: DeskTurn, action: ActionOf<'desk'>): Promise<DeskAnswer> {
  const ticket = await services.store.tickets.get(action.ticketId)
  if (!ticket) return { said: [text(turn.speaker.locale, 'desk.not-found')] }
  if (action.act === 'send' || action.act === 'keep' || action.act === 'drop')
    return answerWhom(services, turn, ticket, action.choice ?? '', action.act)
  if (action.act === 'more') return showPanel(services, turn, ticket)
  if (turn.repeated && (action.act !== 'choose' || movesTicket(action.choice ?? '')))
    return asItStands(services, turn, ticket)
  switch (action.act) {
    case 'choose':
      return choose(services, turn, ticket, action.choice ?? '')
    case 'confirm':
      return confirm(services, turn, ticket, { choice: action.choice ?? '', amount: action.amount })
    default:
      return filledIn(services, turn, ticket, { ...action, act: action.act })
  }
}

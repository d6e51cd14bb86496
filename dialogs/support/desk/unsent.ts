import { createHash } from 'node:crypto'
import { plain } from '../../../cards/plain.ts'
import { text } from '../../../cards/text.ts'
import { unsentCard, unsentSettledCard } from '../../../cards/unsent.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import type { Unsent } from '../../../store/tickets/unsent.ts'
import * as steps from '../../../store/tickets/unsent-steps.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { decide } from '../../../store/use-cases/tickets/ticket-deciding.ts'
import { ok } from '../../../store/values/result.ts'
import { ticketText } from '../ticket-text.ts'
import { anyReachable } from './card.ts'
import { actOf, type DeskAnswer, type DeskTurn } from './desk-turn.ts'
import { maskedNotes, workOn } from './ticket.ts'

/** Letters of it that the question shows. */
const SHOWN = 600

export type Answer = 'send' | 'keep' | 'drop'
type Became = 'sent' | 'unheard' | 'kept' | 'dropped'

/** S26: what may be internal goes nowhere by itself: it is kept, and its writer is asked whom it is for. */
export async function askWhom(services: Services, turn: DeskTurn, ticket: Ticket, words: string): Promise<DeskAnswer> {
  const { locale, person } = turn.speaker
  const { text: written, masked } = ticketText(words)
  if (!written) return { said: [text(locale, 'desk.write-first')] }
  const { key: pressed, now } = actOf(services, turn, 'unsent')
  // By a message's own key, so that it can be edited and deleted in Teams once it is written down.
  const key = turn.input.kind === 'text' ? turn.key : pressed
  const id = idOf(key)
  const waiting: Unsent = { id, key, by: person._id, text: written, at: now }
  await decide(services, ticket._id, (each) => ok(steps.hold(each, waiting)))
  const card = unsentCard(locale, { nonce: services.newId(), ticketId: ticket._id, id, text: plain(written, SHOWN) })
  return { said: [card, ...maskedNotes(turn, masked)] }
}

/** The same answer, typed: about what this agent was asked last. undefined: nothing of theirs waits. */
export async function answerInWords(
  services: Services,
  turn: DeskTurn,
  ticket: Ticket,
  answer: Answer,
): Promise<DeskAnswer | undefined> {
  const last = steps.lastUnsentOf(ticket, turn.speaker.person._id, actOf(services, turn).now)
  return last && answerWhom(services, turn, ticket, last.id, answer)
}

/** The writer has said it. The same answer again, or another one after it, writes nothing and says what became of it. */
export async function answerWhom(
  services: Services,
  turn: DeskTurn,
  ticket: Ticket,
  id: string,
  answer: Answer,
): Promise<DeskAnswer> {
  const { locale, person } = turn.speaker
  const waiting = steps.unsentIn(ticket, id, actOf(services, turn).now)
  if (!waiting) return asItBecame(turn, ticket, id)
  if (waiting.by !== person._id) return { said: [text(locale, 'unsent.not-yours')] }
  let became: Became = ({ send: 'sent', keep: 'kept', drop: 'dropped' } as const)[answer]
  if (answer !== 'drop') {
    const written: DeskTurn = { ...turn, key: waiting.key, input: { kind: 'text', text: waiting.text } }
    const what = answer === 'send' ? 'reply' : 'note'
    const done = await workOn(services, written, ticket._id, what, { message: waiting.text })
    const after = await services.store.tickets.get(ticket._id)
    // Refused: it waits on, and why is said.
    if (!after?.entries.some((each) => each.key === waiting.key)) return done
    if (answer === 'send' && !(await anyReachable(services, after))) became = 'unheard'
  }
  await decide(services, ticket._id, (each) => ok(steps.settle(each, id)))
  return settledAs(turn, became, plain(waiting.text, SHOWN))
}

/** From the timeline: an answer that is delivered again is answered alike. */
function asItBecame(turn: DeskTurn, ticket: Ticket, id: string): DeskAnswer {
  const written = ticket.entries.find((each) => idOf(each.key) === id)
  if (!written) return settledAs(turn, 'over', '')
  return settledAs(turn, written.kind === 'note' ? 'kept' : 'sent', plain(written.text ?? '', SHOWN))
}

function idOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22)
}

function settledAs({ input, speaker: { locale } }: DeskTurn, what: Became | 'over', words: string): DeskAnswer {
  if (input.kind === 'action') return { replacementCard: unsentSettledCard(locale, { what, text: words }) }
  return { said: [text(locale, `unsent.${what}`)] }
}

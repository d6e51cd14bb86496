import type { Attachment } from 'botframework-schema'
import { deskConfirmCard, deskPanelCard } from '../../../cards/desk-panel.ts'
import { text } from '../../../cards/text.ts'
import { isLiveTicket, type Ticket } from '../../../store/tickets/ticket.ts'
import * as steps from '../../../store/tickets/ticket-steps.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { decide } from '../../../store/use-cases/tickets/ticket-deciding.ts'
import type { Refusal } from '../../../store/values/result.ts'
import { companyOf } from './card.ts'
import { choicesFor, evidenceName } from './choices.ts'
import { standingOf } from './close-reasons.ts'
import { endingEffect } from './closing.ts'
import { deskDeed } from './deeds.ts'
import { type Asked, actOf, type DeskAnswer, type DeskTurn } from './desk-turn.ts'
import { moneyCard } from './money-card.ts'
import { answerWith } from './queue.ts'
import { isTakingBack, takeBackChosen, takeBackEffect } from './take-back.ts'
import { asItStands, refusal } from './ticket.ts'

/** Hand over, release, cancel, evidence, refund: chosen from a panel, and confirmed where anything changes. */
export async function showPanel(services: Services, turn: DeskTurn, ticket: Ticket): Promise<DeskAnswer> {
  const { locale } = turn.speaker
  const choices = await choicesFor(services, turn, ticket)
  if (choices.length === 0)
    return { ...(await asItStands(services, turn, ticket)), said: [text(locale, 'panel.nothing')] }
  const card = deskPanelCard(locale, { nonce: services.newId(), ticketId: ticket._id, number: ticket.number, choices })
  return { said: [card], ...(await asItStands(services, turn, ticket)) }
}

/** Chosen, these are done at once; everything else is confirmed first. */
export function movesTicket(choice: string): boolean {
  return choice === 'release' || choice.startsWith('hand-over:')
}

/** What was chosen is done at once if it only moves the ticket, or else shown with its effect. */
export async function choose(services: Services, turn: DeskTurn, ticket: Ticket, choice: string): Promise<DeskAnswer> {
  // Done already, by this press: what it did is no choice any more.
  if (steps.isDone(ticket, actOf(services, turn))) return asItStands(services, turn, ticket)
  if (!isLiveTicket(ticket)) return refusal(services, turn, ticket._id, 'request-over')
  const offered = await choicesFor(services, turn, ticket)
  if (!offered.some((each) => each.value === choice)) return refusal(services, turn, ticket._id, 'not-found')
  if (choice === 'release') return moved(services, turn, ticket, (each) => steps.release(each, actOf(services, turn)))
  if (choice.startsWith('hand-over:')) return handOverTo(services, turn, ticket, choice.slice('hand-over:'.length))
  return answerWith(turn, await confirmCard(services, turn, ticket, { choice }))
}

/** The effect of what was chosen. */
async function confirmCard(services: Services, turn: DeskTurn, ticket: Ticket, asked: Asked): Promise<Attachment> {
  const ofMoney = await moneyCard(services, turn, ticket, asked)
  if (ofMoney) return ofMoney
  const { choice } = asked
  const effect = await effectOf(services, turn, ticket, choice)
  return deskConfirmCard(turn.speaker.locale, { nonce: services.newId(), ticketId: ticket._id, choice, effect })
}

/** Nothing was done: the card becomes one that shows what can be. */
const SHOWN_ANEW: readonly Refusal[] = [
  'refund-not-as-shown',
  'refund-amount',
  'refund-amount-changed',
  'refund-too-much',
]

/** Rights are looked up for the one person, with nothing remembered: money and rights hang on them (F31). */
export async function confirm(services: Services, turn: DeskTurn, ticket: Ticket, asked: Asked): Promise<DeskAnswer> {
  const status = await turn.agentStatus(turn.speaker.person, true)
  if (status !== 'agent')
    return refusal(services, turn, ticket._id, status === 'unknown' ? 'agents-unknown' : 'not-an-agent')
  if (isTakingBack(asked.choice)) return takeBackChosen(services, turn, ticket, asked.choice)
  const done = await deskDeed(services, turn, ticket, asked)
  if (done.ok) return asItStands(services, turn, done.value)
  if (SHOWN_ANEW.includes(done.refusal)) return asOfNow(services, turn, ticket._id, asked, done.refusal)
  return refusal(services, turn, ticket._id, done.refusal)
}

/** What somebody confirmed is not what stands now, or can't be: the card becomes one that shows what can. */
async function asOfNow(
  services: Services,
  turn: DeskTurn,
  id: string,
  asked: Asked,
  why: Refusal,
): Promise<DeskAnswer> {
  const ticket = await services.store.tickets.get(id)
  if (!ticket) return refusal(services, turn, id, 'not-found')
  const said = [text(turn.speaker.locale, `refusal.${why}`)]
  return { replacementCard: await confirmCard(services, turn, ticket, asked), said }
}

async function handOverTo(services: Services, turn: DeskTurn, ticket: Ticket, to: string): Promise<DeskAnswer> {
  const person = await services.store.people.get(to)
  const status = person?.partnerId === turn.desk.tenantId ? await turn.agentStatus(person, false) : 'not'
  if (status !== 'agent')
    return refusal(services, turn, ticket._id, status === 'unknown' ? 'agents-unknown' : 'not-an-agent')
  return moved(services, turn, ticket, (each) => steps.handOver(each, actOf(services, turn), to))
}

async function moved(services: Services, turn: DeskTurn, ticket: Ticket, step: Parameters<typeof decide>[2]) {
  const done = await decide(services, ticket._id, step)
  return done.ok ? asItStands(services, turn, done.value) : refusal(services, turn, ticket._id, done.refusal)
}

async function effectOf(services: Services, { speaker: { locale } }: DeskTurn, ticket: Ticket, choice: string) {
  const subscription = await standingOf(services, ticket)
  const deed = ({ 'cancel-now': 'cancelled-now', 'cancel-at-end': 'ends-with-term' } as const)[choice]
  if (deed && subscription) return endingEffect(services, ticket, subscription, deed, locale)
  if (isTakingBack(choice)) return takeBackEffect(ticket, choice, locale)
  const company = await companyOf(services, ticket)
  return text(locale, 'confirm.evidence', { what: evidenceName(services, choice, locale), company })
}

import { plain } from '../../../cards/plain.ts'
import { text } from '../../../cards/text.ts'
import { lastToTakeBack, takeBack } from '../../../store/tickets/taking-back.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import { replyId } from '../../../store/tickets/told-message.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { decide } from '../../../store/use-cases/tickets/ticket-deciding.ts'
import type { Locale } from '../../../store/values/locale.ts'
import { actOf, type DeskAnswer, type DeskTurn } from './desk-turn.ts'
import { asItStands, refusal } from './ticket.ts'

/** What the choice of it is known by on a card, before the reply's own id. */
const TAKES_BACK = 'take-back:'
/** Letters of the reply that the question shows. */
const SHOWN = 300

export function isTakingBack(choice: string): boolean {
  return choice.startsWith(TAKES_BACK)
}

/** For the panel: the last reply, while it can be taken back by who asks. */
export function takeBackChoices(services: Services, turn: DeskTurn, ticket: Ticket) {
  const reply = lastToTakeBack(ticket, actOf(services, turn))
  return reply
    ? [{ title: text(turn.speaker.locale, 'take-back.choice'), value: `${TAKES_BACK}${replyId(reply.key)}` }]
    : []
}

export function takeBackEffect(ticket: Ticket, choice: string, locale: Locale): string {
  return text(locale, 'take-back.effect', { text: plain(replyIn(ticket, choice)?.text ?? '', SHOWN) })
}

/** Typed: the last reply of this agent's, or of the request's that they have. */
export async function takeBackLast(services: Services, turn: DeskTurn, ticket: Ticket): Promise<DeskAnswer> {
  const act = actOf(services, turn)
  // Said again, or delivered again: the one that it meant is taken back already.
  const last =
    lastToTakeBack(ticket, act) ?? ticket.entries.findLast((each) => each.side === 'desk' && each.kind === 'message')
  if (!last) return { said: [text(turn.speaker.locale, 'take-back.none')] }
  return tookBack(services, turn, ticket, last.key)
}

/** Confirmed on a card: the reply that it showed, and no other one. */
export async function takeBackChosen(services: Services, turn: DeskTurn, ticket: Ticket, choice: string) {
  const key = replyIn(ticket, choice)?.key
  return key === undefined ? refusal(services, turn, ticket._id, 'not-found') : tookBack(services, turn, ticket, key)
}

async function tookBack(services: Services, turn: DeskTurn, { _id }: Ticket, key: string): Promise<DeskAnswer> {
  const done = await decide(services, _id, (each) => takeBack(each, actOf(services, turn), key))
  if (!done.ok) return refusal(services, turn, _id, done.refusal)
  return { ...(await asItStands(services, turn, done.value)), said: [text(turn.speaker.locale, 'take-back.done')] }
}

function replyIn({ entries }: Ticket, choice: string) {
  return entries.find((each) => each.side === 'desk' && `${TAKES_BACK}${replyId(each.key)}` === choice)
}

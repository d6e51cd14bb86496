import type { ActionOf } from '../../../cards/actions.ts'
import { text } from '../../../cards/text.ts'
import { CANNED } from '../../../cards/ticket.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import * as steps from '../../../store/tickets/ticket-steps.ts'
import { firstReachable } from '../../../store/use-cases/reminders/addressees.ts'
import { holdCharge } from '../../../store/use-cases/renewals/hold-charge.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { decide } from '../../../store/use-cases/tickets/ticket-deciding.ts'
import type { Refusal } from '../../../store/values/result.ts'
import { namesIn } from '../ticket-cards.ts'
import { ticketText } from '../ticket-text.ts'
import { anyReachable, deskCard } from './card.ts'
import { standingOf } from './close-reasons.ts'
import { confirmClosing } from './closing.ts'
import { actOf, type DeskAnswer, type DeskTurn } from './desk-turn.ts'
import { readReason } from './typed.ts'

export type Simple = 'take' | 'release' | 'reopen' | 'note' | 'reply' | 'close'

/** Take, release, reply, note, close, reopen: one step of one ticket, by the agent who speaks. */
export async function workOn(
  services: Services,
  turn: DeskTurn,
  id: string,
  what: Simple,
  said: Partial<Pick<ActionOf<'desk'>, 'message' | 'canned' | 'reason'>> = {},
): Promise<DeskAnswer> {
  const { locale } = turn.speaker
  const before = await services.store.tickets.get(id)
  if (!before) return { said: [text(locale, 'desk.not-found')] }
  const words = ticketText(wordsOf(before, said))
  if ((what === 'note' || what === 'reply') && !words.text)
    return { ...(await asItStands(services, turn, before)), said: [text(locale, 'desk.write-first')] }
  const reason = what === 'close' ? readReason(said.reason ?? '') : 'answered'
  if (!reason) return { said: [text(locale, 'desk.typed')] }
  const act = actOf(services, turn)
  // Whoever answers what nobody has, has it from then on.
  if ((what === 'reply' || what === 'close') && before.state === 'open')
    await decide(services, id, (ticket) => steps.take(ticket, { ...act, key: `${act.key}:take` }))
  const standing = what === 'close' ? await standingOf(services, before) : undefined
  const reader = what === 'reply' ? await readerOf(services, before) : undefined
  const done = await decide(services, id, (ticket) => {
    if (what === 'take') return steps.take(ticket, act)
    if (what === 'release') return steps.release(ticket, act)
    if (what === 'reopen') return steps.reopen(ticket, 'desk', act)
    if (what === 'note') return steps.note(ticket, act, words.text)
    if (what === 'reply') return steps.reply(reader ? steps.follow(ticket, reader) : ticket, act, words.text)
    return steps.close(ticket, act, reason, standing)
  })
  const asked = !done.ok && done.refusal === 'closing-not-so' && (await confirmClosing(services, turn, before, reason))
  if (asked) return { ...(await asItStands(services, turn, before)), said: [asked] }
  if (!done.ok) return refusal(services, turn, id, done.refusal)
  if (what === 'reopen') await holdCharge(services, done.value)
  const unheard = what === 'reply' && !(await anyReachable(services, done.value))
  const notes = [
    ...maskedNotes(turn, words.masked),
    ...(unheard ? [text(locale, 'desk.unheard')] : confirmation(what, turn)),
  ]
  return { ...(await asItStands(services, turn, done.value)), said: notes }
}

/** What was masked was not kept; where it was typed it still stands in the thread. */
export function maskedNotes({ input, speaker: { locale } }: DeskTurn, masked: boolean): string[] {
  return masked ? [text(locale, input.kind === 'text' ? 'desk.masked-typed' : 'desk.masked')] : []
}

/** Who hears an answer to a ticket that nobody at the partner asked for: somebody there who can be reached by now. */
async function readerOf(services: Services, { followers, partnerId }: Ticket): Promise<string | undefined> {
  return followers.length === 0 ? (await firstReachable(services, partnerId))?._id : undefined
}

/** Why not, and how it stands: two agents at once, and the second one sees who was first. */
export async function refusal(services: Services, turn: DeskTurn, id: string, why: Refusal): Promise<DeskAnswer> {
  const { locale } = turn.speaker
  const ticket = await services.store.tickets.get(id)
  if (!ticket) return { said: [text(locale, 'desk.not-found')] }
  const names = await namesIn(services, ticket, locale)
  const who =
    ticket.agent && why === 'ticket-taken'
      ? ` ${text(locale, 'desk.taken-by', { who: names[ticket.agent] ?? '' })}`
      : ''
  return { ...(await asItStands(services, turn, ticket)), said: [`${text(locale, `refusal.${why}`)}${who}`] }
}

/** The pressed card becomes the ticket as it stands now. */
export async function asItStands(services: Services, turn: DeskTurn, ticket: Ticket): Promise<DeskAnswer> {
  return turn.input.kind === 'action' ? { replacementCard: await deskCard(services, ticket, turn.desk) } : {}
}

/** Typed words are answered in words; a press shows what became of it on the card. */
function confirmation(what: Simple, { input, speaker: { locale } }: DeskTurn): string[] {
  if (input.kind !== 'text') return []
  if (what === 'reply') return [text(locale, 'desk.replied')]
  if (what === 'note') return [text(locale, 'desk.noted')]
  const words = {
    take: 'button.take',
    release: 'panel.release',
    reopen: 'button.reopen',
    close: 'button.close-request',
  } as const
  return [text(locale, 'desk.said', { what: text(locale, words[what]) })]
}

/** A ready-made reply in the partner's language, with what the agent added. */
function wordsOf(
  ticket: Ticket,
  { canned, message = '' }: { canned?: string | undefined; message?: string | undefined },
): string {
  const ready = CANNED.find((each) => each === canned)
  return [...(ready ? [text(ticket.locale, `canned.${ready}`)] : []), message].join(' ').trim()
}

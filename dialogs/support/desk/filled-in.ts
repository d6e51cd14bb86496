import type { ActionOf } from '../../../cards/actions.ts'
import type { Ticket } from '../../../store/tickets/ticket.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import type { DeskAnswer, DeskTurn } from './desk-turn.ts'
import { type Simple, workOn } from './ticket.ts'
import { askWhom } from './unsent.ts'

type Filled = Pick<ActionOf<'desk'>, 'message' | 'note' | 'canned' | 'reason'> & { act: Simple }

/** A button of the ticket's card, with its two fields: what stands in the note's is never sent by it, and nothing is lost. */
export async function filledIn(
  services: Services,
  turn: DeskTurn,
  ticket: Ticket,
  { act, message, note, canned, reason }: Filled,
): Promise<DeskAnswer> {
  const said = { message, canned, reason }
  // Cards that were sent before the note had a field of its own have one for both.
  if (act === 'note' && !note?.trim()) return workOn(services, turn, ticket._id, 'note', said)
  if (act === 'note') {
    const kept = await workOn(services, turn, ticket._id, 'note', { message: note })
    return message?.trim() ? together(kept, await askWhom(services, turn, ticket, message)) : kept
  }
  const done = await workOn(services, turn, ticket._id, act, said)
  const unsaid =
    act === 'close' && message?.trim() ? together(done, await askWhom(services, turn, ticket, message)) : done
  if (!note?.trim()) return unsaid
  // Written in the one field, and the other one's button pressed: only the agent knows which was meant.
  const isReplyMeant = act === 'reply' && !message?.trim() && (canned ?? 'none') === 'none'
  if (isReplyMeant) return together({}, await askWhom(services, turn, ticket, note))
  const asNote = { ...turn, key: `${turn.key}:note` }
  return together(unsaid, await workOn(services, asNote, ticket._id, 'note', { message: note }))
}

function together(first: DeskAnswer, then: DeskAnswer): DeskAnswer {
  return { ...first, ...then, said: [...(first.said ?? []), ...(then.said ?? [])] }
}

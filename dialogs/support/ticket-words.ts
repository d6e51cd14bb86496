import type { Ticket } from '../../store/tickets/ticket.ts'
import { requireRole } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { PartnerAct } from '../../store/use-cases/tickets/ticket-answers.ts'
import type { Turn } from '../talk/turn.ts'
import { saysWord } from '../talk/words.ts'

/** A button of a support request, or what was typed instead. */
export type Pressed = { act: PartnerAct | 'show'; ticketId: string; message?: string | undefined; nonce?: string }

const REPLY = /^\s*(?:reply|回覆)(?=[\s:：]|\p{Script=Han})[\s:：]*/iu
const WORDS = ['withdraw', 'reopen', 'solved', 'not-solved'] as const
/** Requests that are looked at, newest first. */
const LOOKED_AT = 20

/** `reply …`, `withdraw`, `reopen`, `solved`, `not solved`; undefined if it is none of them. */
export function readTicketWords(said: string): { act: PartnerAct; message?: string } | undefined {
  const message = said.replace(REPLY, '')
  if (message !== said && message) return { act: 'reply', message }
  const act = WORDS.find((each) => saysWord(said, each))
  return act && { act }
}

/**
 * S22: such words as an answer to a card that came by itself, with no question open: meant is the one of the person's own
 * requests that takes them. Of several they choose first; undefined if there is none.
 */
export async function typedToTicket(
  services: Services,
  turn: Turn,
  said: string,
): Promise<{ pressed?: Pressed } | undefined> {
  const words = readTicketWords(said)
  const [meant, another] = words ? await requestsMeant(services, turn, words.act) : []
  if (!words || !meant) return undefined
  return another ? {} : { pressed: { ...words, ticketId: meant._id } }
}

/** The person's own requests that take this, newest first; for a reply only those that wait for them, if any do. */
export async function requestsMeant({ store }: Services, { speaker }: Turn, act: PartnerAct): Promise<Ticket[]> {
  const may = requireRole(speaker, 'viewer')
  if (!may.ok) return []
  const own = await store.tickets.ofPartner(may.value.tenantId, may.value.person._id, LOOKED_AT)
  const taking = own.filter((each) => takes(each, act))
  const asked = act === 'reply' ? taking.filter((each) => each.state === 'waiting-for-partner') : []
  return asked.length > 0 ? asked : taking
}

function takes({ state, live }: Ticket, act: PartnerAct): boolean {
  if (act === 'reply' || act === 'withdraw') return live
  return act === 'reopen' ? !live : state === 'closed'
}

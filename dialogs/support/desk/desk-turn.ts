import { createHash } from 'node:crypto'
import type { Attachment } from 'botframework-schema'
import type { Subscription } from '../../../store/subscriptions/subscription.ts'
import type { Desk } from '../../../store/tickets/desk.ts'
import type { Happening, Ticket } from '../../../store/tickets/ticket.ts'
import { type Act, did } from '../../../store/tickets/ticket-steps.ts'
import type { Speaker } from '../../../store/use-cases/people/speaker.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { decide } from '../../../store/use-cases/tickets/ticket-deciding.ts'
import { ok, type Result } from '../../../store/values/result.ts'
import { stored } from '../../../store/values/time.ts'
import type { Input } from '../../talk/turn.ts'

/** Whether somebody works for support now, as the team's roster says. */
export type AgentStatus = 'agent' | 'not' | 'unknown'

/** One turn at the desk: what an agent says or presses, in its channel or in their own chat. */
export type DeskTurn = {
  speaker: Speaker
  desk: Desk
  input: Extract<Input, { kind: 'text' | 'action' }>
  /** What this turn is known by if it is delivered again. */
  key: string
  /** The first message of the thread that it was said in. */
  thread: string | undefined
  /** Asks the team's roster about one person; `fresh`: not from the last minute's memory. */
  agentStatus(person: Speaker['person'], fresh: boolean): Promise<AgentStatus>
  /** It was handled already: how things stand is answered, and nothing is done. */
  repeated: boolean
}

/** What is asked by a press: the deed with its ids, and how much, as it was typed. */
export type Asked = { choice: string; amount?: string | undefined }

/** What comes of it: the form of the pressed card, and what is said besides. */
export type DeskAnswer = { replacementCard?: Attachment; said?: (Attachment | string)[] }

/** The act of this turn: its key differs for each thing that is done and each text that is written. */
export function actOf({ clock }: Services, { speaker, key, input }: DeskTurn, part = ''): Act {
  const { nonce: _nonce, ...data } = input.kind === 'action' ? input.action : { nonce: '' }
  const what = createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 12)
  const whole = input.kind === 'action' ? `${key}:${speaker.person._id}:${what}` : key
  return { by: speaker.person._id, key: part ? `${whole}:${part}` : whole, now: stored(clock.now()) }
}

/** Puts what somebody wrote into the ticket's timeline, once however often Teams delivers it. */
export async function wrote(
  services: Services,
  turn: DeskTurn,
  ticket: Ticket,
  what: Happening,
  about?: string,
): Promise<Result<Ticket>> {
  return decide(services, ticket._id, (each) => ok(did(each, actOf(services, turn), what, about)))
}

/** What the ticket is about, if it is its partner's. */
export async function subscriptionOf({ store }: Services, ticket: Ticket): Promise<Subscription | undefined> {
  const subscription = ticket.subscriptionId ? await store.subscriptions.get(ticket.subscriptionId) : undefined
  return subscription?.partnerId === ticket.partnerId ? subscription : undefined
}

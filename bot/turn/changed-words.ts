import type { Activity } from 'botbuilder'
import { readTyped } from '../../dialogs/support/desk/typed.ts'
import { ticketText } from '../../dialogs/support/ticket-text.ts'
import { readTicketWords } from '../../dialogs/support/ticket-words.ts'
import { edit, restore } from '../../store/tickets/changed-entry.ts'
import { takeBack } from '../../store/tickets/taking-back.ts'
import type { Entry, Ticket } from '../../store/tickets/ticket.ts'
import { reworded, withdrawn } from '../../store/tickets/unsent-steps.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import { wordsOf } from './words/message-words.ts'

/** More than anybody types (F35). */
const MOST_TEXT = 20_000

/** What became of an edit or a deletion, where its writer has to know; undefined: what they would expect. */
type Became = 'held' | 'back' | undefined

/** F36: a message in a ticket that its writer has edited or deleted in Teams. Nothing else ever runs again by it. */
export async function changeWords(
  { store, clock }: Services,
  activity: Activity,
  ticketId: string,
  by: string,
): Promise<Became> {
  if (!activity.id) return undefined
  const key = `m:${activity.id}`
  const { text, mentions } = wordsOf(activity)
  const isUndone = /^undeleteMessage$/i.test(String(Object(activity.channelData).eventType))
  const now = stored(clock.now())
  let became: Became
  await store.tickets.change(ticketId, (ticket) => {
    became = undefined
    if (activity.type === 'messageDelete') return deleted(ticket, key, by, now)
    const entry = ticket.entries.find((each) => each.key === key)
    const plain = ticketText(text.slice(0, MOST_TEXT)).text
    if (!entry) return plain ? reworded(ticket, key, by, plain) : ticket
    const said = entry.side === 'desk' ? wordsAtDesk(entry.kind, text, mentions.length > 0) : withoutReply(text)
    if (said === undefined) became = 'held'
    if (entry.takenBack) became = 'back'
    const words = said && ticketText(said.slice(0, MOST_TEXT)).text
    if (!words) return ticket
    return isUndone ? restore(ticket, key, by, words, now) : edit(ticket, key, by, words, now)
  })
  return became
}

/** S26: a reply that nobody has answered is taken back with it, wherever it has gone. */
function deleted(ticket: Ticket, key: string, by: string, now: string): Ticket {
  const back = takeBack(ticket, { by, key: `${key}:back`, now }, key)
  return withdrawn(edit(back.ok ? back.value : ticket, key, by, undefined, now), key, by)
}

/** A command word that began the message is none of its words, before and after an edit. */
function withoutReply(text: string): string {
  return readTicketWords(text)?.message ?? text
}

/** S26: undefined: the new words may be internal, and what the partner was told stays as it is. */
function wordsAtDesk(kind: Entry['kind'], text: string, callsOthers: boolean): string | undefined {
  const typed = readTyped(text)
  if (kind === 'note') return typed?.kind === 'note' || typed?.kind === 'reply' ? typed.words : text
  if (typed?.kind === 'reply') return typed.words
  return typed || callsOthers ? undefined : text
}

/** The same in somebody's own chat: whatever ticket of their company has this message of theirs. */
export async function changeOwnWords(services: Services, activity: Activity, tenantId: string): Promise<void> {
  const { store } = services
  const objectId = activity.from?.aadObjectId
  const person = objectId ? await store.people.known(tenantId, objectId) : undefined
  const ticket = person && activity.id ? await store.tickets.withEntry(person.partnerId, `m:${activity.id}`) : undefined
  if (person && ticket) await changeWords(services, activity, ticket._id, person._id)
}

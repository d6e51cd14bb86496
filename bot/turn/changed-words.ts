import type { Activity } from 'botbuilder'
import { readTyped } from '../../dialogs/support/desk/typed.ts'
import { ticketText } from '../../dialogs/support/ticket-text.ts'
import { readTicketWords } from '../../dialogs/support/ticket-words.ts'
import { edit, restore } from '../../store/tickets/changed-entry.ts'
import type { Entry } from '../../store/tickets/ticket.ts'
import { withdrawn } from '../../store/tickets/unsent-steps.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import { wordsOf } from './words/message-words.ts'

/** More than anybody types (F35). */
const MOST_TEXT = 20_000

/** F36: a message in a ticket that its writer has edited or deleted in Teams. Nothing else ever runs again by it. */
export async function changeWords(
  { store, clock }: Services,
  activity: Activity,
  ticketId: string,
  by: string,
): Promise<void> {
  if (!activity.id) return
  const key = `m:${activity.id}`
  const { text, mentions } = wordsOf(activity)
  const isUndone = /^undeleteMessage$/i.test(String(Object(activity.channelData).eventType))
  const now = stored(clock.now())
  await store.tickets.change(ticketId, (ticket) => {
    if (activity.type === 'messageDelete') return withdrawn(edit(ticket, key, by, undefined, now), key, by)
    const entry = ticket.entries.find((each) => each.key === key)
    const said = entry?.side === 'desk' ? wordsAtDesk(entry.kind, text, mentions.length > 0) : withoutReply(text)
    const words = said && ticketText(said.slice(0, MOST_TEXT)).text
    if (!words) return ticket
    return isUndone ? restore(ticket, key, by, words, now) : edit(ticket, key, by, words, now)
  })
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

import type { Activity } from 'botbuilder'
import { ticketText } from '../../dialogs/support/ticket-text.ts'
import { edit } from '../../store/tickets/ticket-steps.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'

/** F36: a message in a ticket that its writer has edited or deleted in Teams. Nothing else ever runs again by it. */
export async function changeWords(
  { store, clock }: Services,
  activity: Activity,
  ticketId: string,
  by: string,
): Promise<void> {
  if (!activity.id) return
  const key = `m:${activity.id}`
  const said = typeof activity.text === 'string' ? activity.text.replace(/<at>[^<]{0,100}<\/at>/g, ' ') : ''
  const words = activity.type === 'messageDelete' ? undefined : ticketText(said.slice(0, 20_000)).text
  if (words === '') return
  await store.tickets.change(ticketId, (ticket) => edit(ticket, key, by, words, stored(clock.now())))
}

/** The same in somebody's own chat: whatever ticket of their company has this message of theirs. */
export async function changeOwnWords(services: Services, activity: Activity, tenantId: string): Promise<void> {
  const { store } = services
  const objectId = activity.from?.aadObjectId
  const person = objectId ? await store.people.known(tenantId, objectId) : undefined
  const ticket = person && activity.id ? await store.tickets.withEntry(tenantId, `m:${activity.id}`) : undefined
  if (person && ticket) await changeWords(services, activity, ticket._id, person._id)
}

import { hasRole } from '../../people/person.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { ok, type Result } from '../../values/result.ts'
import { notTheirs } from '../people/not-theirs.ts'
import { type Member, requireRole, type Speaker } from '../people/speaker.ts'
import type { Services } from '../services.ts'

/** S22: one's own support request, or for an admin the company's. Anybody else's, guessed or gone, is "not found" (F25). */
export async function findOwnTicket(
  services: Services,
  speaker: Speaker,
  id: string,
): Promise<Result<{ member: Member; ticket: Ticket }>> {
  const may = requireRole(speaker, 'viewer')
  if (!may.ok) return may
  const ticket = await services.store.tickets.get(id)
  const theirs = ticket?.followers.includes(speaker.person._id) || hasRole(speaker.person, 'admin')
  if (ticket?.partnerId === speaker.tenantId && theirs) return ok({ member: may.value, ticket })
  return notTheirs(services, speaker, 'ticket')
}

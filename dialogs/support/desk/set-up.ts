import { text } from '../../../cards/text.ts'
import type { Desk } from '../../../store/tickets/desk.ts'
import { withNews } from '../../../store/tickets/ticket-steps.ts'
import type { Speaker } from '../../../store/use-cases/people/speaker.ts'
import type { Services } from '../../../store/use-cases/services.ts'
import { stored } from '../../../store/values/time.ts'
import type { AgentStatus, DeskAnswer } from './desk-turn.ts'

type Place = Pick<Desk, 'tenantId' | 'teamId' | 'channelId' | 'reference'>
/** Tickets that wait for a desk when one is set up; more are found by the job as their time comes. */
const WAITING = 500

/** `set up desk CODE`, by a member of the support tenant's team: makes its channel the desk, and says whom that lets in. */
export async function setUpDesk(
  services: Services,
  speaker: Speaker,
  ask: { place: Place; code: string; status: AgentStatus },
): Promise<DeskAnswer> {
  const { store, clock } = services
  const { locale, person } = speaker
  if (ask.status !== 'agent')
    return { said: [text(locale, `refusal.${ask.status === 'unknown' ? 'agents-unknown' : 'desk-elsewhere'}`)] }
  const now = stored(clock.now())
  const zone = speaker.zone ?? 'UTC'
  const made = await store.desks.setUp({ ...ask.place, locale, zone, setUpBy: person._id, setUpAt: now }, ask.code, now)
  if (!made.ok) return { said: [text(locale, `refusal.${made.refusal}`)] }
  await enqueueAll(services, now)
  return { said: [text(locale, 'desk.set-up')] }
}

/** Every open ticket is owed its card again: there is a desk now, or it is reached again. */
export async function enqueueAll({ store }: Services, now: string): Promise<void> {
  for (const each of await store.tickets.queue('all', '', WAITING))
    await store.tickets.change(each._id, (ticket) => withNews(ticket, now))
}

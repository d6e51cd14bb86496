import { markTold, newsFor } from '../../dialogs/support/ticket-news.ts'
import { ConflictError } from '../../store/database/collection.ts'
import type { Desk } from '../../store/tickets/desk.ts'
import { nextNudge } from '../../store/tickets/targets.ts'
import type { Ticket } from '../../store/tickets/ticket.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { Log } from '../log/log.ts'
import type { DeskPosts } from './desk-posts.ts'
import type { Tell } from './order-notifications.ts'

/** So few at a time stay under what Teams takes of one conversation in a second. */
const AT_ONCE = 5
/** So long an instance has for one ticket; after that another one may. */
const CLAIM_MS = 30_000
const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 600_000
/** While there is no desk, or it can't be written to: somebody has to act first, and then everything is owed at once. */
const NO_DESK_MS = 300_000

type Parts = {
  services: Services
  post: DeskPosts
  tell: Tell
  log: Log
  /** The sign-in domain of somebody at the partner. */
  domainOf(personId: string): Promise<string | undefined>
}

/**
 * Every ticket's word to both sides: its card in the desk's channel and its followers' chats. What is owed stands in the
 * ticket itself since it was saved, so nothing is orphaned by a crash, a refusal of Teams, or a desk that is gone.
 */
export function openTicketTelling({ services, post, tell, log, domainOf }: Parts) {
  const { store, clock, targets } = services
  const at = (aheadMs: number) => stored(clock.now().add({ milliseconds: Math.round(aheadMs) }))

  return async (): Promise<void> => {
    for (const due of await store.tickets.owed(at(0), AT_ONCE)) {
      try {
        await look(due)
      } catch (error) {
        if (!(error instanceof ConflictError)) log.error({ err: error, ticket: due.number }, 'ticket not told')
      }
    }
  }

  async function look(due: Ticket): Promise<void> {
    const wait = Math.min(FIRST_WAIT_MS * 2 ** due.tries, LONGEST_WAIT_MS)
    const domain = due.domain ?? (await domainOf(due.followers[0] ?? '')) ?? ''
    const claimed = await store.tickets.save(due, { ...due, domain, owedAt: at(CLAIM_MS), tries: due.tries + 1 })
    const desk = await store.desks.get()
    const posted = desk && !desk.lostAt ? await post.show(claimed, desk) : undefined
    if (desk && posted?.again === 'no') await nudge(posted.ticket, desk)
    const people = await tellFollowers(claimed)
    const deskWait = posted ? { no: 0, soon: posted.retryAfterMs ?? wait, later: NO_DESK_MS }[posted.again] : NO_DESK_MS
    const next = Math.max(deskWait, people ? 0 : wait)
    await store.tickets.change(due._id, (of) => {
      // Something happened meanwhile: it is looked at again at once.
      if (of.entries.length !== claimed.entries.length || of.tries === 0) return { ...of, owedAt: at(0), tries: 0 }
      if (next > 0) return { ...of, owedAt: at(next) }
      const { owedAt: _owed, ...rest } = of
      const reminder = nextNudge(of, targets)
      return { ...rest, tries: 0, ...(reminder ? { owedAt: reminder.at } : {}) }
    })
  }

  /** Before a target runs out, in the ticket's thread, once each. */
  async function nudge(of: Ticket, desk: Desk): Promise<void> {
    const reminder = nextNudge(of, targets)
    if (!reminder || reminder.at > at(0)) return
    await store.tickets.change(of._id, (each) => ({ ...each, nudged: [...(each.nudged ?? []), reminder.what] }))
    await post.remind(of, desk, reminder)
  }

  /** false: somebody is to be tried again. Who can't be reached at all isn't: the desk's card says so. */
  async function tellFollowers(of: Ticket): Promise<boolean> {
    let done = true
    for (const person of of.followers) {
      if (newsFor(of, person) === 0) continue
      if (await tell(person, { about: 'ticket', ticketId: of._id })) continue
      const chat = await store.conversations.get(person)
      if (chat?.installed && !chat.closedBecause) done = false
      else await markTold(services, of._id, person, of.entries.length)
    }
    return done
  }
}

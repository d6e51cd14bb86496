import { enqueueAll } from '../../dialogs/support/desk/set-up.ts'
import { markDelivered, newsFor } from '../../dialogs/support/ticket-news.ts'
import { NEWS, waitAfter } from '../../store/database/outbox.ts'
import { isReachable } from '../../store/people/conversation.ts'
import type { Desk } from '../../store/tickets/desk.ts'
import { nextNudge, reminded } from '../../store/tickets/targets.ts'
import type { Ticket } from '../../store/tickets/ticket.ts'
import { expiryOf } from '../../store/tickets/unsent-steps.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { DeskPosts } from './desk-posts.ts'
import type { Tell } from './order-notifications.ts'
import type { GoRound } from './outbox.ts'
import type { openRefundMentions } from './refund-mentions.ts'
import { nextDayOfCharge, renewalNudge } from './renewal-nudges.ts'
import type { openTakenBack } from './taken-back.ts'
import type { openUnsentExpiry } from './unsent-expiry.ts'

/** So few at a time stay under what Teams takes of one conversation in a second. */
const AT_ONCE = 5
/** So long an instance has for one ticket; after that another one may. */
const CLAIM_MS = 30_000
/** While there is no desk, or it can't be written to: somebody has to act first, and then everything is tried at once. */
const NO_DESK_MS = 300_000

type Parts = {
  services: Services
  post: DeskPosts
  tell: Tell
  goRound: GoRound
  random: () => number
  tellSecondAgent: ReturnType<typeof openRefundMentions>
  takenBack: ReturnType<typeof openTakenBack>
  dropUnsent: ReturnType<typeof openUnsentExpiry>
  /** The sign-in domain of somebody at the partner. */
  domainOf(personId: string): Promise<string | undefined>
}

/** Every ticket's word to both sides: its card in the desk's channel and its followers' chats. */
export function openTicketNotifications(parts: Parts) {
  const { services, post, tell, tellSecondAgent, takenBack, dropUnsent, goRound, random, domainOf } = parts
  const { store, clock, targets } = services
  const at = (aheadMs: number) => stored(clock.now().add({ milliseconds: Math.round(aheadMs) }))

  return () => goRound({ name: 'tickets', lanes: 1, due: () => store.tickets.owed(at(0), AT_ONCE), work: tellNews })

  async function tellNews(due: Ticket): Promise<void> {
    const domain = due.domain ?? (await domainOf(due.followers[0] ?? '')) ?? ''
    const claimed = await store.tickets.claim(due, { domain, owedAt: at(CLAIM_MS) })
    if (!claimed) return
    const wait = waitAfter(claimed.tries, NEWS, random)
    const desk = await store.desks.get()
    const posted = desk && (await post.show(claimed, desk, async () => !desk.lostAt || store.desks.mayTry(at(0))))
    if (desk?.lostAt && posted?.reached) await backAgain()
    const shown = posted?.again === 'no' && (!desk?.lostAt || posted.reached) ? posted.ticket : undefined
    if (desk && shown) await nudge(shown, desk)
    if (desk && shown) await tellOfRenewal(shown, desk, claimed.card !== undefined)
    const tomorrow = desk && shown && (await nextDayOfCharge(services, shown, desk))
    const wrong = await takenBack.correct(claimed, wait)
    if (desk && shown) await takenBack.say(due._id, desk)
    if (desk && shown) await dropUnsent(shown, desk, at(0))
    const second = desk && shown ? await tellSecondAgent(shown, desk, wait) : 0
    const people = Math.max(await tellFollowers(claimed, wait), second, wrong)
    const next =
      posted?.again === 'soon' ? Math.max(posted.retryAfterMs ?? wait, people) : people || (shown ? 0 : NO_DESK_MS)
    await store.tickets.finish(due._id, at(0), (latest) =>
      next > 0
        ? { owedAt: at(next) }
        : { owedAt: earlier(nextNudge(latest, targets)?.at, tomorrow && stored(tomorrow), expiryOf(latest)), tries: 0 },
    )
  }

  /** What waited for the desk is posted at once. */
  async function backAgain(): Promise<void> {
    await store.desks.setLost(undefined)
    await enqueueAll(services, at(0))
  }

  /** Before a target runs out, in the ticket's thread, once each. */
  async function nudge(ticket: Ticket, desk: Desk): Promise<void> {
    const reminder = nextNudge(ticket, targets)
    if (!reminder || reminder.at > at(0)) return
    let isOurs = false
    await store.tickets.change(ticket._id, (latest) => {
      const after = reminded(latest, reminder.what)
      isOurs = after !== latest
      return after
    })
    if (isOurs) await post.remind(ticket, desk, reminder)
  }

  /** S21: before the renewal that it holds up, in the ticket's thread, once each. A card that is new has just said it. */
  async function tellOfRenewal(ticket: Ticket, desk: Desk, isKnown: boolean): Promise<void> {
    const news = await renewalNudge(services, ticket, desk)
    if (!news) return
    let isOurs = false
    await store.tickets.change(ticket._id, (latest) => {
      isOurs = latest.renewalTold !== news.key
      return isOurs ? { ...latest, renewalTold: news.key } : latest
    })
    if (isKnown && isOurs) await post.tell(ticket, desk, news.words)
  }

  /**
   * Milliseconds until somebody is to be tried again, as long as Teams asks for (F43); 0: nobody is. Who can't be reached at
   * all isn't: the desk's card says so.
   */
  async function tellFollowers(ticket: Ticket, wait: number): Promise<number> {
    let next = 0
    for (const person of ticket.followers) {
      if (newsFor(ticket, person) === 0) continue
      const { outcome, retryAfterMs } = await tell(person, { about: 'ticket', ticketId: ticket._id })
      if (outcome === 'sent') continue
      const chat = await store.conversations.get(person)
      if (isReachable({ chat })) next = Math.max(next, wait, retryAfterMs ?? 0)
      else await markDelivered(services, ticket._id, person, ticket.entries.length)
    }
    return next
  }
}

function earlier(...times: (string | undefined)[]): string | undefined {
  return times.filter((each) => each !== undefined).toSorted()[0]
}

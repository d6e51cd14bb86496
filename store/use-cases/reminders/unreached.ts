import { Temporal } from 'temporal-polyfill'
import { isReachable } from '../../people/conversation.ts'
import { type Delivery, isOfDispute } from '../../reminders/delivery.ts'
import { isForDesk, isUnderWay, lastMissed, missedAgain, reachableAgain, settled } from '../../reminders/unreached.ts'
import { hasStarted, type StartedSubscription } from '../../subscriptions/subscription.ts'
import { BY_ITSELF, isLiveTicket, type Ticket } from '../../tickets/ticket.ts'
import type { Act } from '../../tickets/ticket-steps.ts'
import { graceEnds } from '../../values/term.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'
import { asToday } from '../subscriptions/current-subscriptions.ts'
import { type Addressee, addressees } from './addressees.ts'
import { requestUnreached, unreachedTicket } from './unreached-request.ts'

/** A message that is due takes no longer than this, unless Teams makes it wait. */
const SENDING = { minutes: 2 }
/** Somebody is back, and hears the next message within days: the ticket follows on the same day. */
const SOON = { hours: 6 }
const DAILY = { hours: 24 }
/** After that nobody is told anything of a term that has expired. */
const LONG_OVER = { days: 7 }

/** Enqueues a look at whether somebody was told, now: once a term, however often it is enqueued. */
export async function enqueueLook({ store, clock }: Services, subscriptionId: string, term: number): Promise<void> {
  const about = `${subscriptionId}:${term}`
  const now = stored(clock.now())
  await store.jobs.add('unreached', about, now)
  await store.jobs.hasten(`unreached:${about}`, now)
}

/** Somebody can be reached again: what nobody of the partner was told is looked at now. */
export async function lookAgain({ store, clock }: Pick<Services, 'store' | 'clock'>, partnerId: string): Promise<void> {
  for (const { _id, term } of await store.subscriptions.heldBy(partnerId))
    if (term) await store.jobs.hasten(`unreached:${_id}:${term.number}`, stored(clock.now()))
}

/**
 * The effect of the job `unreached:{subscription}:{term}` (S16): where nobody at the partner was told, support has a
 * ticket, one a term. It is looked at until the term is over: what else nobody was told, that somebody is back, that they
 * were told after all.
 */
export function openUnreached(services: Services) {
  const { store, clock, catalogue } = services

  return async (about: string): Promise<string | undefined> => {
    const [id = '', number = ''] = about.split(':')
    const term = Number(number)
    const found = await store.subscriptions.get(id)
    const subscription = found && (await asToday(services, found))
    if (!subscription || !hasStarted(subscription)) return undefined
    const ticket = await store.tickets.get(unreachedTicket(id, term))
    if (subscription.term.number !== term || subscription.state === 'cancelled') {
      if (ticket) await endWith(ticket, subscription.state === 'cancelled' ? subscription.state : 'renewed')
      return undefined
    }
    const rows = (await store.deliveries.ofTerm(id, term)).filter((each) => !isOfDispute(each))
    const back = (await addressees(services, subscription.partnerId)).filter(isReachable)
    if (ticket) await bringUpToDate(ticket, rows, back)
    else await openIfMissed(subscription, rows, back)
    const isWatched = ticket !== undefined && isLiveTicket(ticket) && back.length > 0
    return isLongOver(subscription) ? undefined : nextLook(rows, isWatched ? SOON : DAILY)
  }

  async function openIfMissed(subscription: StartedSubscription, rows: Delivery[], back: Addressee[]): Promise<void> {
    const missed = lastMissed(rows)
    const reachable = back.length > 0
    // No row at all: there is nobody to whom anything could have been sent.
    if (missed ? isForDesk(missed, reachable) : rows.length === 0 && !reachable)
      await requestUnreached(services, subscription, missed, reachable)
  }

  async function bringUpToDate({ _id, openedAt }: Ticket, rows: Delivery[], back: Addressee[]): Promise<void> {
    const missed = lastMissed(rows)
    const told = rows.some((each) => each.state === 'sent' && each.endedAt !== undefined && each.endedAt > openedAt)
    await store.tickets.change(_id, (ticket) => {
      if (!missed) return told ? settled(ticket, act(`told:${timesMissed(ticket)}`), 'told-at-last') : ticket
      const isNew = missed.at > openedAt && isForDesk(missed, back.length > 0)
      const more = isNew ? missedAgain(ticket, act(missed.news), missed.kind) : ticket
      const isBack = back.some(({ chat }) => chat !== undefined && chat.seenAt > missed.at)
      return isBack ? reachableAgain(more, act(`reachable-again:${missed.news}`)) : more
    })
  }

  async function endWith({ _id }: Ticket, why: 'cancelled' | 'renewed'): Promise<void> {
    await store.tickets.change(_id, (ticket) => settled(ticket, act(`over:${why}`), 'term-over', why))
  }

  function act(key: string): Act {
    return { by: BY_ITSELF, key, now: stored(clock.now()) }
  }

  /** Soon after what is due has been sent; else as usual. */
  function nextLook(rows: Delivery[], usual: Temporal.DurationLike): string {
    const now = clock.now()
    const due = rows.filter(isUnderWay).map((each) => Temporal.Instant.from(each.dueAt).add(SENDING))
    const next = [now.add(usual), ...due].reduce((a, b) => (Temporal.Instant.compare(a, b) < 0 ? a : b))
    const soonest = now.add(SENDING)
    return stored(Temporal.Instant.compare(next, soonest) < 0 ? soonest : next)
  }

  function isLongOver({ term }: StartedSubscription): boolean {
    const last = graceEnds(term, catalogue.graceDays).add(LONG_OVER).toZonedDateTime(term.zone).toInstant()
    return Temporal.Instant.compare(last, clock.now()) < 0
  }
}

function timesMissed(ticket: Ticket): number {
  return ticket.entries.filter((each) => each.what === 'missed').length
}

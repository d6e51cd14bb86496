import { Temporal } from 'temporal-polyfill'
import { again } from '../../database/again.ts'
import { ConflictError, isDuplicateKey } from '../../database/collection.ts'
import { orderIdOf } from '../../orders/attempt.ts'
import { isInPayment, type Order, subscriptionIdOf } from '../../orders/order.ts'
import { settled } from '../../reminders/unreached.ts'
import { disputeEntry, underDispute, waitsFor } from '../../subscriptions/dispute.ts'
import { isLive, type Subscription } from '../../subscriptions/subscription.ts'
import { BY_ITSELF, isLiveTicket } from '../../tickets/ticket.ts'
import { happened, isDone, openAgain } from '../../tickets/ticket-steps.ts'
import { sameMoney } from '../../values/money.ts'
import { stored } from '../../values/time.ts'
import { enqueue } from '../reminders/news.ts'
import type { Payments, Services } from '../services.ts'
import { payersOf, todayOf } from '../subscriptions/current-subscriptions.ts'
import { enqueueEndOfTerm } from '../subscriptions/end-of-term.ts'
import { requestDisputed } from '../tickets/opened-requests.ts'
import { settleUnbegunTerm } from './unbegun-term.ts'

type Dispute = NonNullable<Awaited<ReturnType<Payments['findDispute']>>>

/** A payment that is just being taken up is looked at again after it. */
const SOON = { minutes: 10 }
/**
 * Banks take weeks: while it is open it is asked for once a day, should the event of its end never come; and so is one
 * that was lost, since the term that it paid for may be still to come, or end.
 */
const DAILY = { hours: 24 }

/**
 * The effect of the job `dispute:{charge}` (F59): while a payment is disputed the benefits of the term that it paid for
 * wait; when it stands they are back; when the bank takes it back they go on waiting, and support decides. Reads the
 * gateway's truth, whatever the event said, and can be done again from any point. Gives the instant at which to look again.
 */
export function openDisputes(services: Services) {
  const { store, payments, clock, catalogue } = services

  return async (chargeId: string): Promise<string | undefined> => {
    const found = await lookUp(chargeId)
    return found === 'later' ? stored(clock.now().add(SOON)) : again(() => look(chargeId, found))
  }

  /** An outage of the gateway's, however long, ends no watch. */
  async function lookUp(chargeId: string): Promise<Dispute | undefined | 'later'> {
    try {
      return await payments.findDispute(chargeId)
    } catch (error) {
      services.report('a dispute cannot be looked up', error)
      return 'later'
    }
  }

  async function look(chargeId: string, first: Dispute | undefined): Promise<string | undefined> {
    const id = orderIdOf(first?.key ?? '')
    const order = await store.orders.get(id)
    // A charge of somebody else's on the same account, or one that its order did not keep.
    if (!order?.attempts.some((each) => each.key === first?.key && each.state !== 'failed')) return undefined
    if (isInPayment(order) && order.state !== 'paid') return stored(clock.now().add(SOON))
    const subscription = await store.subscriptions.get(subscriptionIdOf(order) ?? '')
    // Asked after both were read: whoever knows better meanwhile has changed the order.
    const found = await payments.findDispute(chargeId)
    if (!found) return undefined
    const waited = order.dispute?.id === found.id && order.dispute.froze === true
    const noted = await note(order, found, waited)
    const waits = subscription !== undefined && (await settleRights(subscription, noted))
    const marked = await note(noted, found, waits || (waited && found.state === 'won'))
    if ((await store.orders.get(id))?.version !== marked.version) throw new ConflictError('another look came between')
    await store.audits.add(disputeEntry(marked, found, stored(clock.now())))
    await tellDesk(marked, found)
    if (subscription?.term && marked.dispute?.froze) {
      const news = {
        subscription: subscription,
        term: order.frozen?.term.number ?? subscription.term.number,
        orderId: id,
      }
      await enqueue(services, { ...news, kind: `dispute-${found.state}`, about: keyOf(marked, found) })
    }
    await settleUnbegunTerm(services, id)
    return nextLook((await store.orders.get(id)) ?? marked, subscription, found)
  }

  /** As the term that was paid for begins or ends, the hold may; nothing more comes of one that is over and was lost. */
  async function nextLook(order: Order, subscription: Subscription | undefined, { state }: Dispute) {
    const now = clock.now()
    const givenUp = (await store.jobs.get(`fulfil:${order._id}`))?.state === 'dead'
    if (order.state === 'paid' && !givenUp) return stored(now.add(SOON))
    const { start = '', end = '', zone = 'UTC' } = order.frozen?.term ?? {}
    const isOver =
      subscription?.term !== undefined &&
      subscription.term.start >= end &&
      todayOf(services, subscription).toString() >= end
    const mayFollow = state === 'lost' && !order.undone && subscription !== undefined && isLive(subscription) && !isOver
    if (state !== 'open' && !mayFollow) return undefined
    const looks = [start, end]
      .filter(Boolean)
      .map((day) => stored(Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant()))
    return [stored(now.add(DAILY)), ...looks.filter((at) => at > stored(now))].toSorted()[0]
  }

  /** What the gateway says of it, and whether benefits wait for it: won, whether they have until now. */
  async function note(order: Order, { id, state, money }: Dispute, froze: boolean): Promise<Order> {
    const { dispute } = order
    const same = dispute?.id === id && dispute.state === state
    const knowsHowMuch = !money || (dispute?.money && sameMoney(dispute.money, money))
    if (same && (dispute.froze ?? false) === froze && knowsHowMuch) return order
    const at = (same ? dispute.at : undefined) ?? stored(clock.now())
    const noted = { id, state, at, ...(money ? { money } : {}), ...(froze ? { froze } : {}) }
    const after = { ...order, dispute: noted }
    return store.orders.save(order, after).catch((error: unknown) => {
      // It stands after all, and its term has been paid anew meanwhile: support reads in the request that both are there.
      if (!isDuplicateKey(error)) throw error
      return store.orders.save(order, { ...after, yielded: true, parkedBecause: 'nothing-to-fulfil' })
    })
  }

  /** Whether benefits wait for this one now; whether they wait at all hangs on the other payments too. */
  async function settleRights(subscription: Subscription, order: Order): Promise<boolean> {
    const today = todayOf(services, subscription)
    // Of this one what has just been written counts.
    const others = (await payersOf(services, subscription)).filter((each) => each._id !== order._id)
    const waits = waitsFor(order, subscription, today)
    const anyWaits = waits || others.some((each) => waitsFor(each, subscription, today))
    const after = underDispute(subscription, anyWaits, today, catalogue.graceDays)
    if (after !== subscription) await store.subscriptions.save(subscription, after)
    if (subscription.term && after.state === 'active') await oweWhatWaited(after)
    return after.state === 'frozen' && waits
  }

  /** What the end of its term brings has waited for the bank. */
  async function oweWhatWaited(subscription: Subscription): Promise<void> {
    if (todayOf(services, subscription).toString() < (subscription.term?.end ?? '')) return
    await enqueueEndOfTerm(services, subscription)
    const [number, now] = [subscription.term?.number ?? 1, stored(clock.now())]
    await store.jobs.hasten(`lapse:${subscription._id}:${number}`, now)
    await store.jobs.hasten(`renew:${subscription._id}:${number + 1}`, now)
  }

  /** A request for each disputed order; open or lost, somebody has to see to it. */
  async function tellDesk(order: Order, found: Dispute): Promise<void> {
    const act = { by: BY_ITSELF, key: keyOf(order, found), now: stored(clock.now()) }
    const what = `dispute-${found.state}` as const
    // What was won before support heard of it nobody needs to hear.
    const ticket = await requestDisputed(services, order, found.state !== 'won')
    if (!ticket) return
    await store.tickets.change(ticket._id, (ticket) => {
      if (found.state === 'won') return settled(ticket, act, 'dispute-won', order.number)
      if (isDone(ticket, act)) return ticket
      const said = happened(ticket, 'partner', act, what, order.number)
      return isLiveTicket(ticket) ? said : openAgain(said, act.now)
    })
  }
}

function keyOf({ _id }: Order, { id, state }: Dispute): string {
  return `dispute-${state}:${_id}:${id}`
}

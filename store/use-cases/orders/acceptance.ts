import { again } from '../../database/again.ts'
import { type Attempt, lastAttempt, type Order, takenFor } from '../../orders/order.ts'
import { isWhole } from '../../orders/refunds-of.ts'
import { isLive, pendingFor, renewed, type Subscription } from '../../subscriptions/subscription.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { type Act, did, isDone } from '../../tickets/ticket-steps.ts'
import type { Money } from '../../values/money.ts'
import { ok, type Result, refused } from '../../values/result.ts'
import { stored } from '../../values/time.ts'
import type { Services } from '../services.ts'

type By = Omit<NonNullable<Order['accepted']>, 'at'>

/** Whether what parked money was paid for can still be given for it: none of it is back, and its place is there. */
export async function isAcceptable(services: Services, order: Order): Promise<boolean> {
  const { frozen, renews, state, accepted, dispute } = order
  const paid = lastAttempt(order)
  if (state !== 'parked' || accepted || !frozen || !paid || !isWhole(order)) return false
  if (dispute && dispute.state !== 'won') return false
  if (services.clock.today(frozen.term.zone).toString() >= frozen.term.end) return false
  if (!renews) return isPlaceFree(services, order, paid)
  const subscription = await services.store.subscriptions.get(renews.subscriptionId)
  return subscription !== undefined && !order.yielded && renewed(subscription, frozen.term) !== undefined
}

async function isPlaceFree({ store }: Services, order: Order, { subscriptionId }: Attempt): Promise<boolean> {
  const held = await store.subscriptions.get(subscriptionId)
  if (held?.state === 'pending') return true
  const taken = await store.subscriptions.liveFor(order.partnerId, order.offerId, order.area)
  return taken === undefined || (taken.orderId === order._id && taken.state === 'pending')
}

/**
 * Two agents have decided: written on the order, with its job, before anything is set up; the job does it and tells. Against
 * a refund at the same instant the order's record says which came first.
 */
export async function acceptOrder(services: Services, order: Order, by: By): Promise<Result<Order>> {
  const { store, clock } = services
  const kept = await again(async (): Promise<Result<Order>> => {
    const latest = (await store.orders.get(order._id)) ?? order
    if (latest.accepted?.seen === by.seen || latest.state === 'fulfilled') return ok(latest)
    if (!(await isAcceptable(services, latest))) return refused('nothing-to-accept')
    const now = stored(clock.now())
    return ok(await store.orders.save(latest, { ...latest, accepted: { ...by, at: now }, lookAt: now }))
  })
  if (!kept.ok) return kept
  await store.jobs.addAgain('fulfil', order._id, stored(clock.now()))
  await services.runNow('fulfil', order._id)
  const after = (await store.orders.get(order._id)) ?? kept.value
  return after.state === 'parked' && !after.accepted ? refused('nothing-to-accept') : ok(after)
}

/** The place of a purchase whose money was accepted: the one that was held for it, or else one that is taken anew. */
export async function placeOf({ store, clock }: Services, order: Order, paid: Attempt): Promise<string> {
  const held = await store.subscriptions.get(paid.subscriptionId)
  if (order.renews || !order.accepted || (held && isHeldBy(held, order))) return paid.subscriptionId
  const anew = `${paid.subscriptionId}-a`
  if (!(await store.subscriptions.get(anew)))
    await store.subscriptions.insert(pendingFor(order, anew, stored(clock.now())))
  return anew
}

function isHeldBy(held: Subscription, order: Order): boolean {
  return held.orderId === order._id && (isLive(held) || held.term !== undefined)
}

/** It is set up: the audit log and the request say so. */
export async function recordAcceptance({ store }: Services, order: Order, at: string): Promise<void> {
  const { accepted, number, offerId } = order
  const money = takenFor(order)
  if (!accepted) return
  const { ticketId, proposedBy, confirmedBy } = accepted
  const facts = { order: number, offer: offerId, ...money, proposedBy, confirmedBy }
  const line = { partnerId: order.partnerId, by: 'support', what: 'accepted' as const, about: order._id, facts }
  await store.audits.add({ ...line, _id: `accepted:${order._id}`, at: accepted.at })
  const act = { by: confirmedBy, key: `accepted:${order._id}`, now: at }
  await store.tickets.change(ticketId, (ticket) => decided(ticket, act, 'accepted', number, money))
}

/** The request in which it was proposed says what came of it, and waits for nobody any more; itself if it says so already. */
function decided(ticket: Ticket, act: Act, what: 'accepted' | 'accept-failed', order: string, money?: Money): Ticket {
  if (isDone(ticket, act)) return ticket
  const { refund: _proposal, ...said } = did(ticket, act, what, order, money ? { money } : {})
  return said
}

/** It could not be set up after all: as before, and the desk knows. */
export async function withdrawAcceptance({ store, clock }: Services, order: Order): Promise<void> {
  const { accepted, ...rest } = order
  if (!accepted) return
  const act = { by: accepted.confirmedBy, key: `accept-failed:${accepted.seen}`, now: stored(clock.now()) }
  await store.tickets.change(accepted.ticketId, (ticket) => decided(ticket, act, 'accept-failed', order.number))
  await store.orders.save(order, rest)
}

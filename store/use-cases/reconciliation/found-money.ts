import { again } from '../../database/again.ts'
import { orderIdOf } from '../../orders/attempt.ts'
import { orderOfCharge } from '../../orders/charge-about.ts'
import { isOpen, lastAttempt, type Order } from '../../orders/order.ts'
import { pendingFor } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import type { BookedCharge } from '../gateway-books.ts'
import { type Comparing, isOurs, requestDifference } from './steps.ts'

const AFTER_IT_IS_KEPT = { minutes: 1 }

/**
 * Money under a key of ours that no order knows of, as after a backup was restored: the order is made anew from what was
 * said with the charge, as paid; what it pays for is held, so that nobody pays for it twice; and it is parked, so that
 * support decides whether it is used or given back. Can be done again from any point. `left`: nobody here knows the company.
 */
export async function takeUpFound(services: Comparing, row: BookedCharge): Promise<'taken-up' | 'request' | 'left'> {
  const { store, clock } = services
  const now = stored(clock.now())
  const { key = '', chargeId, customer = '', at, money, about } = row
  const made = orderOfCharge({ key, chargeId, customer, at, money, about }, now)
  const partner = made && (await store.partners.get(made.partnerId))
  if (!made || !partner) {
    const partnerId = about.partner ?? (customer ? (await store.partners.ofCustomer(customer))?._id : undefined)
    const day = at.slice(0, 10)
    return requestDifference(services, { what: 'no-order', partnerId, about: key, chargeId, day, gateway: row.money })
  }
  if (services.dryRun) return 'taken-up'
  // It may have been given back, or disputed, in the time that was forgotten. Owed first: a crash must not forget it.
  const soon = stored(clock.now().add(AFTER_IT_IS_KEPT))
  await store.jobs.addAgain('refund', made._id, soon)
  await store.jobs.addAgain('dispute', chargeId, soon)
  await holdPlace(services, made)
  if (!(await again(() => keep(services, made)))) {
    const about = { partnerId: partner._id, about: made.number, chargeId, day: at.slice(0, 10) }
    return requestDifference(services, { ...about, what: 'no-order', gateway: row.money })
  }
  await store.jobs.addAgain('fulfil', made._id, now)
  return 'taken-up'
}

/**
 * The effect of the job `found:{charge}`, which an event about a charge without an order owes. Done again it finds the order.
 */
export function openFoundMoney(services: Comparing) {
  return async (chargeId: string): Promise<undefined> => {
    const row = await services.payments.books.charge(chargeId)
    const orderId = row && isOurs(row) ? orderIdOf(row.key ?? '') : undefined
    if (row && orderId && !(await services.store.orders.get(orderId))) await takeUpFound(services, row)
  }
}

/** The purchase's own place, under the name that it had; somebody may hold it by now, and support reads that. */
async function holdPlace({ store, clock }: Comparing, order: Order): Promise<void> {
  const id = lastAttempt(order)?.subscriptionId
  if (order.renews || !id || (await store.subscriptions.get(id))) return
  await store.subscriptions.insert(pendingFor(order, id, stored(clock.now())))
}

/**
 * Where it is not there it is written as paid. Where it is, and still unfinished, it goes on as if its payment had just been
 * asked for: that is looked up at once. false: neither can be, since another order pays for its term, or it is over.
 */
async function keep({ store }: Comparing, made: Order): Promise<boolean> {
  const attempt = lastAttempt(made)
  const before = await store.orders.get(made._id)
  // Of several who find it at once one writes it.
  if (!before) return (await insert(store, made)) || (await store.orders.get(made._id)) !== undefined
  if (!attempt || before.attempts.some((each) => each.key === attempt.key)) return true
  if (!isOpen(before) || before.attempts.length + 1 !== attempt.n) return false
  const { frozen, method, terms, lookAt } = made
  const asked = { ...before, frozen, method, lookAt, ...(terms ? { terms } : {}), review: before.review + 1 }
  const reviewed = before.state === 'draft' ? await store.orders.save(before, { ...asked, state: 'reviewed' }) : before
  const { endedAt: _endedAt, ...open } = attempt
  const attempts = [...before.attempts, { ...open, state: 'open' as const }]
  await store.orders.save(reviewed, { ...asked, state: 'charging', attempts })
  return true
}

/** Another order may pay for its term by now: then its own money waits for a decision all the same. */
async function insert({ orders }: Comparing['store'], made: Order): Promise<boolean> {
  return (await orders.insert(made)) || (made.renews !== undefined && (await orders.insert({ ...made, yielded: true })))
}

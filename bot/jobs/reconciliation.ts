import limited from 'p-limit'
import { ConflictError } from '../../store/database/collection.ts'
import { isInPayment, isOpen, type Order } from '../../store/orders/order.ts'
import { release } from '../../store/subscriptions/subscription.ts'
import { settle } from '../../store/use-cases/orders/settlement.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { Log } from '../log/log.ts'
import { forgetLook, type Tell, tellOwed } from './order-telling.ts'

const AT_ONCE = 50
/** Places may rightly wait for a bank for a day: those that died must not stand behind them. */
const PLACES_AT_ONCE = 500
/** Orders looked at side by side: a gateway that is slow about one is asked about the others meanwhile. */
const LANES = 10
const LOOK_LATER = { seconds: 10 }
/** A place that is held without a payment for so long belongs to a purchase that died. */
const ABANDONED_AFTER = { minutes: 2 }

/** Finishes what a crash, a lost answer or a lost webhook has left: within a minute, without anybody asking (F40, F51). */
export function openReconciliation({ services, tell, log }: { services: Services; tell: Tell; log: Log }) {
  const { store, clock } = services

  return async (): Promise<void> => {
    const now = stored(clock.now())
    await limited(LANES).map(await store.orders.dueForLook(now, AT_ONCE), lookOrPutOff)
    for (const order of await store.orders.dueToExpire(now, AT_ONCE)) await quietly(order._id, () => expire(order))
    const before = stored(clock.now().subtract(ABANDONED_AFTER))
    for (const place of await store.subscriptions.pendingSince(before, PLACES_AT_ONCE)) {
      await quietly(place._id, async () => {
        const order = await store.orders.get(place.orderId)
        if (!order || !isInPayment(order)) await store.subscriptions.save(place, release(place))
      })
    }
  }

  /** What can't be settled now stands behind what can, from here on. */
  async function lookOrPutOff(due: Order): Promise<void> {
    if (await quietly(due._id, () => look(due))) return
    await quietly(due._id, async () => {
      const latest = await store.orders.get(due._id)
      if (latest && latest.lookAt === due.lookAt) await lookLater(latest)
    })
  }

  async function look(due: Order): Promise<void> {
    const order = await settle(services, due._id)
    if (order.state === 'paid') return lookLater(order)
    await tellOwed(services, tell, order)
    await forgetLook(services, order)
  }

  /** Paid, and its job has failed or is somebody else's: it keeps its own back-off, and nobody is told half a story. */
  async function lookLater(order: Order): Promise<void> {
    await store.orders.save(order, { ...order, lookAt: stored(clock.now().add(LOOK_LATER)) })
  }

  async function expire(order: Order): Promise<void> {
    if (isOpen(order)) await store.orders.save(order, { ...order, state: 'expired' })
  }

  /** One record that cannot be repaired now must not keep the others waiting. false: it wasn't, and nobody else is at it. */
  async function quietly(about: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      const isTheirs = error instanceof ConflictError
      if (!isTheirs) log.error({ err: error, about }, 'not reconciled')
      return isTheirs
    }
  }
}

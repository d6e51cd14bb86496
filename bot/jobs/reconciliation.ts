import { isInPayment, type Order } from '../../store/orders/order.ts'
import { holdsPlace, refundsOf } from '../../store/orders/refunds-of.ts'
import { release } from '../../store/subscriptions/subscription.ts'
import { asItStands } from '../../store/use-cases/orders/expiring.ts'
import { settle } from '../../store/use-cases/orders/settlement.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { OrderNotifications } from './order-notifications.ts'
import type { GoRound } from './outbox.ts'

const AT_ONCE = 50
/** Places may rightly wait for a bank for a day: those that died must not stand behind them. */
const PLACES_AT_ONCE = 500
/** Orders looked at side by side: a gateway that is slow about one is asked about the others meanwhile. */
const LANES = 10
const LOOK_LATER_MS = 10_000
/** A place that is held without a payment for so long belongs to a purchase that died. */
const ABANDONED_AFTER_MS = 120_000

type Parts = { services: Services; tellNews: OrderNotifications; goRound: GoRound }

/** Finishes what a crash, a lost answer or a lost webhook has left: within a minute, without anybody asking (F40, F51). */
export function openReconciliation({ services, tellNews, goRound }: Parts) {
  const { store, clock } = services
  const at = (aheadMs: number) => stored(clock.now().add({ milliseconds: aheadMs }))

  return async (): Promise<void> => {
    await goRound({
      ...{ name: 'orders', lanes: LANES, work: look, putOff },
      due: () => store.orders.dueForLook(at(0), AT_ONCE),
    })
    await goRound({
      ...{ name: 'unfinished orders', lanes: 1 },
      due: () => store.orders.dueToExpire(at(0), AT_ONCE),
      work: async (order) => void (await asItStands(services, order)),
    })
    await goRound({
      ...{ name: 'places', lanes: 1 },
      due: () => store.subscriptions.pendingSince(at(-ABANDONED_AFTER_MS), PLACES_AT_ONCE),
      async work(reservation) {
        const order = await store.orders.get(reservation.orderId)
        if (!order || !(isInPayment(order) || holdsPlace(order)))
          await store.subscriptions.save(reservation, release(reservation))
      },
    })
  }

  async function look(due: Order): Promise<void> {
    const order = await settle(services, due._id)
    if (order.state === 'paid') return lookLater(order)
    if (refundsOf(order).some((each) => each.state === 'asked')) await store.jobs.addAgain('refund', order._id, at(0))
    if (order.state === 'parked' && order.accepted) await store.jobs.addAgain('fulfil', order._id, at(0))
    if (order.untold) return tellNews(order)
    if (!order.lookAt || isInPayment(order)) return
    const { lookAt: _lookAt, ...done } = order
    await store.orders.save(order, done)
  }

  /** What can't be settled now stands behind what can, from here on. */
  async function putOff(due: Order): Promise<void> {
    const latest = await store.orders.get(due._id)
    if (latest && latest.lookAt === due.lookAt) await lookLater(latest)
  }

  /** Paid, and its job has failed or is somebody else's: it keeps its own back-off, and nobody is told half a story. */
  async function lookLater(order: Order): Promise<void> {
    await store.orders.save(order, { ...order, lookAt: at(LOOK_LATER_MS) })
  }
}

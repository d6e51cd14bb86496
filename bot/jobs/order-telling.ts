import type { TurnEvent } from '../../dialogs/talk/turn.ts'
import { ConflictError } from '../../store/database/collection.ts'
import { isInPayment, type Order } from '../../store/orders/order.ts'
import { tellEverybody } from '../../store/use-cases/reminders/news.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'

/** Tells a person in their chat; false: they can't be reached now. */
export type Tell = (personId: string, event: TurnEvent) => Promise<boolean>

/** So long an instance has for telling; after that another one may. */
const CLAIM = { seconds: 20 }
/** Until somebody who could not be told is tried again. */
const TELL_AGAIN = { minutes: 10 }

/** Tells the buyer what became of the order, if that is still owed; of several instances one does. */
export async function tellOwed(services: Services, tell: Tell, order: Order): Promise<void> {
  const { store, clock } = services
  if (!order.untold) return
  // Nobody pressed anything: everybody concerned is told, in their working hours.
  if (order.automatic) return tellEverybody(services, order)
  if (!(await claim(order))) return
  const said = await tell(order.personId, { about: 'order', orderId: order._id })
  const latest = await store.orders.get(order._id)
  if (!latest?.untold) return
  // It went on while it was being told: the news is told at once, what could not be said a little later.
  if (!said && isLongOver(latest)) {
    const { lookAt: _lookAt, ...rest } = latest
    await store.orders.save(latest, rest)
    return
  }
  const again = said && latest.untold !== order.untold ? clock.now() : clock.now().add(TELL_AGAIN)
  await store.orders.save(latest, { ...latest, lookAt: stored(again) })

  /** Nobody could be told for a week: the order says it itself whenever its buyer comes back. */
  function isLongOver({ createdAt, attempts }: Order): boolean {
    const ended = attempts.at(-1)?.endedAt ?? createdAt
    return ended <= stored(clock.now().subtract({ hours: 7 * 24 }))
  }

  async function claim(unclaimed: Order): Promise<boolean> {
    try {
      await store.orders.save(unclaimed, { ...unclaimed, lookAt: stored(clock.now().add(CLAIM)) })
      return true
    } catch (error) {
      if (error instanceof ConflictError) return false
      throw error
    }
  }
}

/** Nothing is owed about this order any more: the reconciler need not look at it again. */
export async function forgetLook({ store }: Services, order: Order): Promise<void> {
  if (!order.lookAt || order.untold || isInPayment(order)) return
  const { lookAt: _lookAt, ...rest } = order
  await store.orders.save(order, rest)
}

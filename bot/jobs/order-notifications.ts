import type { TurnEvent } from '../../dialogs/talk/turn.ts'
import { NEWS, waitAfter } from '../../store/database/outbox.ts'
import type { Order } from '../../store/orders/order.ts'
import { newsSince } from '../../store/orders/order-steps.ts'
import { notifyEverybody } from '../../store/use-cases/reminders/news.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { Sent } from '../teams/outcome.ts'

/** Tells a person in their chat; gives what became of it. */
export type Tell = (personId: string, event: TurnEvent) => Promise<Sent>

/** So long an instance has for telling; after that another one may. */
const CLAIM_MS = 20_000
/** Nobody could be told for a week: the order says it itself whenever its buyer comes back. */
const GIVE_UP_AFTER_MS = 7 * 86_400_000

type Parts = { services: Services; tell: Tell; random: () => number }

/** Tells the buyer what became of the order, if that still waits; of several instances one does. */
export function openOrderNotifications({ services, tell, random }: Parts) {
  const { store, clock } = services
  const at = (aheadMs: number) => stored(clock.now().add({ milliseconds: aheadMs }))

  return async (order: Order): Promise<void> => {
    if (!order.untold) return
    // Nobody pressed anything: everybody concerned is told, in their working hours.
    if (order.automatic) return notifyEverybody(services, order)
    const claimed = await store.orders.claim(order, { lookAt: at(CLAIM_MS) })
    if (!claimed) return
    const sent = await tell(order.personId, { about: 'order', orderId: order._id })
    await store.orders.finish(order._id, at(0), (latest) => {
      if (!latest.untold) return undefined
      if (sent.outcome !== 'sent' && newsSince(latest) <= at(-GIVE_UP_AFTER_MS))
        return { lookAt: undefined, tries: undefined }
      // What has arrived and is not marked so, or may have arrived, is not said again soon.
      if (sent.outcome === 'sent' || sent.outcome === 'unknown') return { lookAt: at(NEWS.longestMs) }
      return { lookAt: at(Math.max(sent.retryAfterMs ?? 0, waitAfter(latest.tries ?? 1, NEWS, random))) }
    })
  }
}

export type OrderNotifications = ReturnType<typeof openOrderNotifications>

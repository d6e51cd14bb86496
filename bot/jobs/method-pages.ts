import { Temporal } from 'temporal-polyfill'
import { takeUpMethod } from '../../dialogs/ordering/method-page.ts'
import { again } from '../../store/database/again.ts'
import type { MethodPage } from '../../store/orders/method-pages.ts'
import { isOpen } from '../../store/orders/order.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { stored } from '../../store/values/time.ts'
import type { Tell } from './order-notifications.ts'

/** Seconds: the next look is as far off as the page is old, within these bounds. */
const SOONEST = 60
const LATEST = 3_600
/** The gateway closes a page after a day; one that seems open for longer is looked at no more. */
const OPEN_FOR = { hours: 26 }

/**
 * The effect of the job `method-page:{session}` (S9): what was added on a hosted page is kept and its person told, whether
 * or not the gateway's event ever comes; looked at until the page is used or has expired. Can be done again from any
 * point. Gives the instant at which to look again.
 */
export function openMethodPages({ services, tell }: { services: Services; tell: Tell }) {
  const { store, clock } = services

  return async (sessionId: string): Promise<string | undefined> => {
    const taken = await again(async () => {
      const page = await store.methodPages.get(sessionId)
      if (!page || (page.takenUpAt && !page.untold)) return undefined
      const order = page.orderId ? await store.orders.get(page.orderId) : undefined
      const { is } = await takeUpMethod(services, page, 'job')
      // Its order may be over by now: the method is kept with the company all the same.
      return { is, page, waits: order !== undefined && isOpen(order) }
    })
    if (taken?.is === 'waiting') return nextLook(taken.page)
    return taken?.is === 'added' ? tellOf(taken.page, taken.waits) : undefined
  }

  function nextLook({ openedAt }: MethodPage): string | undefined {
    const now = clock.now()
    const opened = Temporal.Instant.from(openedAt)
    if (Temporal.Instant.compare(opened.add(OPEN_FOR), now) < 0) return undefined
    const age = Math.round(now.since(opened).total('seconds'))
    return stored(now.add({ seconds: Math.min(Math.max(age, SOONEST), LATEST) }))
  }

  /** Of two who may tell it one does: the job has one worker at a time, and the person's own turn leaves nothing to tell. */
  async function tellOf({ _id: sessionId, orderId, personId }: MethodPage, waits: boolean) {
    if (!(await store.methodPages.get(sessionId))?.untold) return undefined
    const { retryAfterMs } = await tell(
      personId,
      waits && orderId ? { about: 'method-added', orderId } : { about: 'method-replaced', sessionId },
    )
    if (retryAfterMs !== undefined) return stored(clock.now().add({ milliseconds: retryAfterMs }))
    await again(async () => {
      const page = await store.methodPages.get(sessionId)
      if (!page?.untold) return
      const { untold: _untold, ...told } = page
      await store.methodPages.save(page, told)
    })
    return undefined
  }
}

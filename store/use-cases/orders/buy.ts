import { ConflictError, isDuplicateKey } from '../../database/collection.ts'
import type { Order } from '../../orders/order.ts'
import { openAttempt, stillAsReviewed } from '../../orders/order-steps.ts'
import { isCardOver } from '../../people/partner.ts'
import { ok, type Refusal, type Result, refused } from '../../values/result.ts'
import { stored } from '../../values/time.ts'
import { pause, within } from '../../values/timer.ts'
import type { Member } from '../people/speaker.ts'
import type { Services } from '../services.ts'
import { quote } from './quote.ts'
import { reservationHolder, reserve } from './reservations.ts'
import { settle } from './settlement.ts'

/** How long a turn waits for the gateway; after that the person is told as soon as it is known (F42). */
const PATIENCE_MS = 4_000

/** How often it is looked whether somebody else has fulfilled the order by now. */
const LOOK_MS = 50

const TAKEN = ['colleague-is-buying', 'already-held', 'being-renewed', 'renewed-already'] as const
/** Somebody has, or is paying for, what this order wants. */
export type Taken = (typeof TAKEN)[number]
type Bought = Result<Order> | { ok: false; refusal: Taken; order: Order | undefined }

/**
 * Purchase. Reserves, opens the attempt, asks the gateway; every step is one atomic write that can be done
 * again, so that a double press, a redelivery, a crash or a colleague never makes a second charge (F28, F40).
 */
export async function buy(services: Services, speaker: Member, order: Order, reviewNo: number): Promise<Bought> {
  const { partner } = speaker
  const now = stored(services.clock.now())
  if (order.state !== 'reviewed') return ok(order)
  const today = await quote(services, partner, order)
  if (!today.ok) return isTaken(today.refusal) ? taken(services, order, today.refusal) : today
  const sameTerms = order.terms?.version === services.catalogue.terms.version
  if (!sameTerms || !stillAsReviewed(order, reviewNo, today.value)) return refused('review-out-of-date')
  if (!partner.customer) return refused('no-payment-method')
  if (isCardOver(partner, order.method)) return refused('card-over')
  const possible = openAttempt(order, partner.customer, '', now)
  if (!possible.ok) return possible

  const reservation = await reserve(services, order)
  const opened = reservation ? openAttempt(order, partner.customer, reservation, now) : undefined
  const charging = opened?.ok ? await saveOrSee(services, order, opened.value) : undefined
  if (!charging) return taken(services, order, order.renews ? 'being-renewed' : 'colleague-is-buying')
  const settled = settleToEnd(services, charging._id).catch((error: unknown) => {
    // The reconciler's to repair; it must not end the process, and the operator hears of it.
    services.report('an order cannot be settled', error)
    return charging
  })
  return ok(await within(services.timer, PATIENCE_MS, settled, () => charging))
}

function isTaken(refusal: Refusal): refusal is Taken {
  return TAKEN.some((each) => each === refusal)
}

async function taken(services: Services, order: Order, refusal: Taken): Promise<Bought> {
  return { ok: false, refusal, order: await reservationHolder(services, order) }
}

/** A lost race means that somebody pressed at the same time: their step is the step. undefined: another order is the renewal. */
async function saveOrSee({ store }: Services, before: Order, after: Order): Promise<Order | undefined> {
  try {
    return await store.orders.save(before, after)
  } catch (error) {
    if (isDuplicateKey(error)) return undefined
    if (!(error instanceof ConflictError)) throw error
    return (await store.orders.get(before._id)) ?? before
  }
}

/**
 * The gateway's event about the charge is often faster than its answer, and then is fulfilling the order already, here or
 * in another instance: whoever pays waits for that, instead of reading that their order is being set up. Once they have been
 * answered, nobody looks any more.
 */
async function settleToEnd(services: Services, orderId: string): Promise<Order> {
  const { timer } = services
  const answeredBy = timer.now() + PATIENCE_MS
  for (;;) {
    const order = await settle(services, orderId)
    const elsewhere =
      order.state === 'paid' && (await services.store.jobs.isAtWork(`fulfil:${orderId}`, stored(services.clock.now())))
    if (!elsewhere || timer.now() >= answeredBy) return order
    await pause(timer, LOOK_MS)
  }
}

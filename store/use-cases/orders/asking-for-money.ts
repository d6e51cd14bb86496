import { findOffer } from '../../catalogue/offer.ts'
import { isQuiet, mayAskAgain, type Outcome, wasAskedFor } from '../../orders/attempt.ts'
import { aboutCharge } from '../../orders/charge-about.ts'
import type { Attempt, Order } from '../../orders/order.ts'
import { failureOf } from '../../orders/order-status.ts'
import { isLive } from '../../subscriptions/subscription.ts'
import { stored } from '../../values/time.ts'
import { type ChargeResult, KeyReusedError, type Services } from '../services.ts'

/**
 * A fresh attempt is asked for; one that was asked for before, or may have been, is looked up first (F52, F53). What the
 * gateway has never seen is closed for good. Where its key can't be closed, since a request under it has been begun there,
 * the very same is asked for again: the gateway says then how that ended, a fault of its own too, which keeps nobody from
 * paying for longer than this.
 */
export async function askedOrLookedUp(services: Services, order: Order, attempt: Attempt): Promise<Outcome> {
  const { payments, clock } = services
  const now = stored(clock.now())
  if (order.state !== 'charging' || wasAskedFor(attempt, now)) {
    const found = await lookUp(services, attempt)
    if (found.status !== 'none') return inOurWords(found)
    if (order.state !== 'charging') {
      const closed = await close(services, attempt)
      if (closed?.status !== 'unknown' || !mayAskAgain(attempt, now)) return ended(services, attempt, closed)
    }
  }
  // Read right before the money is asked for: a process that stood still meanwhile holds nothing any more (S3).
  if (!(await holdsPlace(services, order, attempt))) return closing(services, attempt)
  const { key, money, method, customer } = attempt
  // Nobody is there at an automatic renewal: the bank must know (S19).
  const unattended = order.automatic ?? false
  try {
    const result = await payments.charge({
      ...{ key, money, methodId: method.id, customer, orderId: order._id, unattended },
      ...{ about: aboutCharge(order, attempt), title: titleOf(services, order) },
    })
    if (result.status === 'unknown') services.report('the gateway has not said what became of a charge')
    return inOurWords(result)
  } catch (error) {
    // Nothing was taken by this call; what an earlier one did is found, or its key is closed.
    if (!(error instanceof KeyReusedError) || order.state === 'charging') throw error
    services.report('a charge cannot be asked for again', error)
    return { state: 'unknown' }
  }
}

/** Nothing is taken from now on, or what was; a gateway that can't be asked is asked again later. */
export async function closing(services: Services, attempt: Attempt): Promise<Outcome> {
  return ended(services, attempt, await close(services, attempt))
}

/** undefined: the gateway could not be asked. */
async function close({ payments, report }: Services, { key, customer }: Attempt): Promise<ChargeResult | undefined> {
  return payments.cancelCharge(key, customer).catch((error: unknown) => {
    report('a charge cannot be closed', error)
    return undefined
  })
}

/** A key that can't be closed is, once no request under it can be under way any more and none has made a charge. */
async function ended(services: Services, attempt: Attempt, closed: ChargeResult | undefined): Promise<Outcome> {
  if (closed?.status !== 'unknown' || !isQuiet(attempt, stored(services.clock.now())))
    return inOurWords(closed ?? { status: 'unknown' })
  const found = await lookUp(services, attempt)
  return found.status === 'none' ? { state: 'declined', code: 'not-taken' } : inOurWords(found)
}

/** What the gateway says of an attempt; `unknown` where it can't be asked. */
export async function lookUp({ payments, report }: Services, { key, customer }: Attempt) {
  return payments.findCharge(key, customer).catch((error: unknown): ChargeResult => {
    report('a charge cannot be looked up', error)
    return { status: 'unknown' }
  })
}

/** Whether what is to be paid for is still there for this order: its reservation, or the term before the one that it renews. */
async function holdsPlace({ store }: Services, { _id, renews }: Order, attempt: Attempt): Promise<boolean> {
  const place = await store.subscriptions.get(attempt.subscriptionId)
  if (!place || !isLive(place) || place.state === 'frozen') return false
  return renews ? place.term?.number === renews.term - 1 : place.state === 'pending' && place.orderId === _id
}

/** For whoever looks at the gateway's own pages. */
function titleOf({ catalogue }: Services, { number, offerId, area }: Order): string {
  const offer = findOffer(catalogue, offerId)?.name.en ?? offerId
  return [number, offer, ...(area ? [area] : [])].join(' · ')
}

function inOurWords(result: ChargeResult): Outcome {
  switch (result.status) {
    case 'succeeded':
      return { state: 'succeeded', chargeId: result.chargeId, money: result.money }
    case 'declined':
      return {
        state: 'declined',
        code: result.code,
        forGood: !result.retryable && failureOf(result.code) === 'declined',
      }
    case 'needs_customer':
      return { state: 'needs-customer', chargeId: result.chargeId }
    case 'processing':
      return { state: 'processing', chargeId: result.chargeId }
    case 'unknown':
      return { state: 'unknown' }
  }
}

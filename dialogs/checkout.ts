import { ConflictError } from '../store/collection.ts'
import { mayBuy } from '../store/eligibility.ts'
import { findOffer } from '../store/offer.ts'
import { type Order, openAttempt, stillAsReviewed } from '../store/order.ts'
import { ok, type Result, refused } from '../store/result.ts'
import { pendingFor } from '../store/subscription.ts'
import { firstTerm } from '../store/term.ts'
import { stored } from '../store/time.ts'
import type { Services } from './services.ts'
import { settle } from './settlement.ts'
import type { Member } from './speaker.ts'

/** How long a turn waits for the gateway; after that the person is told as soon as it is known (F42). */
const PATIENCE_MS = 4_000

type Bought = Result<Order> | { ok: false; refusal: 'colleague-is-buying' | 'already-held'; order: Order | undefined }

/** Everything that must be so for this offer to be bought by this partner now (S2–S4), with today's price and term. */
export async function quote(
  services: Services,
  partner: Member['partner'],
  of: Pick<Order, 'offerId' | 'area'> & { _id?: string },
) {
  const { offerId, area = '' } = of
  const { store, catalogue, clock } = services
  const offer = findOffer(catalogue, offerId)
  if (!offer) return refused('offer-unavailable')
  const [all, met] = await Promise.all([
    store.subscriptions.ofPartner(partner._id),
    offer.requirements.length ? store.evidences.met(partner._id, offerId, area) : [],
  ])
  // A place that this very order holds, from a press that died half-way, does not stand in its way.
  const held = all.filter((each) => each.orderId !== of._id)
  const goldId = catalogue.offers.find((each) => each.level === 'gold')?.id
  const may = mayBuy({ offer, area, partner, held, met, goldId })
  if (!may.ok) return may
  const term = firstTerm(clock.today(partner.zone), partner.zone)
  return ok({ catalogue: catalogue.version, offerVersion: offer.version, price: may.value.price, term })
}

/**
 * Purchase. Holds the partner's place, opens the attempt, asks the gateway; every step is one atomic write that can be
 * done again, so that a double press, a redelivery, a crash or a colleague never makes a second charge (F28, F40).
 */
export async function buy(services: Services, speaker: Member, of: Order, reviewNo: number): Promise<Bought> {
  const { store, clock } = services
  const { partner } = speaker
  const now = stored(clock.now())
  if (of.state !== 'reviewed') return ok(of)
  const today = await quote(services, partner, of)
  if (!today.ok)
    return isTaken(today.refusal) ? { ...today, refusal: today.refusal, order: await holder(services, of) } : today
  if (!stillAsReviewed(of, reviewNo, today.value)) return refused('review-out-of-date')
  if (!partner.customer) return refused('no-payment-method')

  const place = pendingFor(of, of.attempts.length + 1, now)
  const opened = openAttempt(of, partner.customer, place._id, now)
  if (!opened.ok) return opened
  if (!(await store.subscriptions.insert(place))) {
    const taken = await store.subscriptions.liveFor(partner._id, of.offerId, of.area)
    if (taken?._id !== place._id)
      return { ok: false, refusal: 'colleague-is-buying', order: await holder(services, of) }
  }
  const charging = await saveOrSee(services, of, opened.value)
  return ok(await within(PATIENCE_MS, settle(services, charging._id), charging))
}

function isTaken(refusal: string): refusal is 'colleague-is-buying' | 'already-held' {
  return refusal === 'colleague-is-buying' || refusal === 'already-held'
}

/** The order that holds the partner's place for this offer: a colleague's, or one's own from another chat. */
async function holder({ store }: Services, of: Order): Promise<Order | undefined> {
  const taken = await store.subscriptions.liveFor(of.partnerId, of.offerId, of.area)
  return taken ? store.orders.get(taken.orderId) : undefined
}

/** A lost race means that somebody pressed at the same time: their step is the step. */
async function saveOrSee({ store }: Services, before: Order, after: Order): Promise<Order> {
  try {
    return await store.orders.save(before, after)
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    return (await store.orders.get(before._id)) ?? before
  }
}

/** The result if it comes in time; the work goes on either way, and the reconciler tells what became of it. */
async function within<T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, ms, otherwise)
  })
  try {
    // A failure after the patience has run out is the reconciler's to repair; it must not end the process.
    return await Promise.race([work.catch(() => otherwise), patience])
  } finally {
    clearTimeout(timer)
  }
}

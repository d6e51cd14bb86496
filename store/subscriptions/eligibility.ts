import { type Billed, billed, buyerOf } from '../billing/bill.ts'
import type { Seller } from '../billing/seller.ts'
import { type Level, type Offer, rank } from '../catalogue/offer.ts'
import type { Partner } from '../people/partner.ts'
import { ok, type Result, refused } from '../values/result.ts'
import { isLive, type Subscription } from './subscription.ts'

/** What decides whether an offer can be bought now. `area` is '' for offers that have none. */
export type Situation = {
  offer: Offer
  area: string
  partner: Partner | undefined
  /** The partner's subscriptions as they stand today, live or not. */
  subscriptions: Subscription[]
  /** Ids of the requirements met in this area. */
  met: string[]
  /** Gold's offer id, to see whether it blocks this Silver. */
  goldId?: string | undefined
  /** Whose tax is on the price; absent: nobody's. */
  seller?: Seller | undefined
}

/** S2, S3, S4: asked when an offer is shown, and again at Purchase. A pending one is a purchase under way, reserved. */
export function mayBuy(ask: Situation): Result<Billed> {
  const price = priceOf(ask)
  if (!price.ok) return price
  const same = liveInArea(ask).find((each) => each.offerId === ask.offer.id)
  if (same) return refused(same.state === 'pending' ? 'colleague-is-buying' : 'already-held')
  return whyNotEarned(ask) ?? price
}

/** Today's yearly price for this partner, with the tax that is on it. */
export function priceOf({ offer, area, partner, seller }: Situation): Result<Billed> {
  if (!partner) return refused('not-a-member')
  const amount = offer.prices[partner.currency]
  if (offer.level === 'network' || (offer.perArea && !area)) return refused('offer-unavailable')
  if (amount === undefined) return refused('no-price-in-currency')
  return ok(billed({ amount, currency: partner.currency }, buyerOf(partner), seller))
}

/** What keeps a competency from being bought or renewed, if anything: Gold of the area, or what is unmet (S3, S4). */
export function whyNotEarned(ask: Situation): ReturnType<typeof refused> | undefined {
  const { offer, met, goldId } = ask
  const gold = liveInArea(ask).some((each) => each.offerId === goldId && each.state !== 'pending')
  if (offer.level === 'silver' && gold) return refused('gold-blocks-silver')
  if (offer.requirements.some((each) => !met.includes(each.id))) return refused('requirements-unmet')
  return undefined
}

function liveInArea({ subscriptions: held, area }: Situation): Subscription[] {
  return held.filter((each) => isLive(each) && each.area === area)
}

/** The highest level at which a partner stands now; undefined for a non-member (S1). */
export function levelOf(
  partner: Partner | undefined,
  subscriptions: Subscription[],
  offers: Offer[],
): Level | undefined {
  if (!partner) return undefined
  const levels = subscriptions
    .filter((each) => isLive(each) && each.state !== 'pending')
    .flatMap((each) => offers.find((offer) => offer.id === each.offerId)?.level ?? [])
  return levels.reduce<Level>((best, each) => (rank(each) > rank(best) ? each : best), 'network')
}

import type { Billed } from '../../billing/bill.ts'
import { findOffer, type Offer } from '../../catalogue/offer.ts'
import type { Order } from '../../orders/order.ts'
import { mayBuy, type Situation } from '../../subscriptions/eligibility.ts'
import { mayRenew, type RenewalAsk } from '../../subscriptions/renewal.ts'
import type { Subscription } from '../../subscriptions/subscription.ts'
import { ok, type Result, refused } from '../../values/result.ts'
import { firstTerm, type Term } from '../../values/term.ts'
import type { Member } from '../people/speaker.ts'
import type { Services } from '../services.ts'
import { currentSubscriptions, todayOf } from '../subscriptions/current-subscriptions.ts'

type Partner = Member['partner']
/** What an order freezes at its review. */
type Quoted = Result<Billed & { catalogue: string; offerVersion: string; term: Term }>

/** Everything that must be so for this order to be paid by this partner now (S2–S4, S18), with today's price and term. */
export async function quote(
  services: Services,
  partner: Partner,
  order: Pick<Order, 'offerId' | 'area' | 'renews'> & { _id?: string },
): Promise<Quoted> {
  const offer = findOffer(services.catalogue, order.offerId)
  if (!offer) return refused('offer-unavailable')
  const asked = order.renews
    ? await renewal(services, partner, order.renews)
    : await purchase(services, partner, offer, order)
  if (!asked.ok) return asked
  return ok({ catalogue: services.catalogue.version, offerVersion: offer.version, ...asked.value })
}

async function purchase(
  services: Services,
  partner: Partner,
  offer: Offer,
  { area = '', _id }: { area?: string | undefined; _id?: string },
) {
  const situation = await situationOf(services, partner, offer, area)
  // A reservation of this very order, from a press that died half-way, does not stand in its way.
  const held = situation.subscriptions.filter((each) => each.orderId !== _id)
  const may = mayBuy({ ...situation, subscriptions: held })
  return may.ok ? ok({ ...may.value, term: firstTerm(services.clock.today(partner.zone), partner.zone) }) : may
}

async function renewal(services: Services, partner: Partner, renews: NonNullable<Order['renews']>) {
  const subscription = await services.store.subscriptions.get(renews.subscriptionId)
  if (subscription?.partnerId !== partner._id || !subscription.term) return refused('not-found')
  if (subscription.term.number >= renews.term) return refused('renewed-already')
  const ask = await renewalAsk(services, partner, subscription)
  return ask ? mayRenew(ask) : refused('offer-unavailable')
}

/** What the rules of renewing are asked about; undefined: the catalogue has this offer no longer. */
export async function renewalAsk(
  services: Services,
  partner: Partner,
  subscription: Subscription,
): Promise<RenewalAsk | undefined> {
  const offer = findOffer(services.catalogue, subscription.offerId)
  if (!offer) return undefined
  const situation = await situationOf(services, partner, offer, subscription.area)
  const today = todayOf(services, subscription)
  return { ...situation, subscription, today, graceDays: services.catalogue.graceDays }
}

async function situationOf(services: Services, partner: Partner, offer: Offer, area: string): Promise<Situation> {
  const { store, catalogue, seller } = services
  const [held, met] = await Promise.all([
    currentSubscriptions(services, partner._id),
    offer.requirements.length ? store.evidences.met(partner._id, offer.id, area) : [],
  ])
  const goldId = catalogue.offers.find((each) => each.level === 'gold')?.id
  return { offer, area, partner, subscriptions: held, met, goldId, seller }
}

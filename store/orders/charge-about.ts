import { z } from 'zod'
import type { Money } from '../values/money.ts'
import { type Attempt, type Order, order } from './order.ts'

/**
 * What goes with a charge to the gateway, who keeps it for good: enough to make its order anew, should a restored backup
 * have forgotten it. Short texts, ids and numbers alone: no name of anybody. The gateway keeps at most 50 of them, of 500
 * letters each (docs.stripe.com/metadata).
 */
export type ChargeAbout = Record<string, string>

/** From the order alone: asked again under the same key, it is the same. */
export function aboutCharge(
  { frozen, renews, terms, ...of }: Order,
  { method, subscriptionId, money }: Attempt,
): ChargeAbout {
  const term = frozen?.term
  const said: Record<string, string | number | undefined> = {
    number: of.number,
    kind: of.kind,
    partner: of.partnerId,
    person: of.personId,
    offer: of.offerId,
    area: of.area,
    automatic: of.automatic ? 'yes' : undefined,
    subscription: subscriptionId,
    renews: renews?.subscriptionId,
    catalogue: frozen?.catalogue,
    offer_version: frozen?.offerVersion,
    price: `${money.amount} ${money.currency}`,
    term: term?.number,
    starts: term?.start,
    ends: term?.end,
    zone: term?.zone,
    anchor: term?.anchor,
    card: method.brand,
    last4: method.last4,
    expires: method.expires,
    terms: terms?.version,
    terms_url: terms?.url,
    terms_locale: terms?.locale,
    terms_at: terms?.agreedAt,
    terms_by: terms?.by,
    created: of.createdAt,
  }
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => {
      const text = value === undefined ? '' : String(value)
      return text !== '' && text.length <= LONGEST ? [[name, text]] : []
    }),
  )
}

const LONGEST = 500
const price = z.string().regex(/^\d{1,15} [A-Z]{3}$/)

/** What the gateway knows of a charge whose order is to be made anew. `about` holds `order` and `method` too. */
type Known = {
  key: string
  chargeId: string
  customer: string
  at: string
  /** What was taken. */
  money?: Money
  about: Readonly<Record<string, string>>
}

/**
 * The order that a charge was made for, as paid at the time of the charge; undefined: what was said with it isn't enough, as
 * with charges from before it was said. `now`: an instant as stored.
 */
export function orderOfCharge(
  { key, chargeId, customer, at, money: taken, ...said }: Known,
  now: string,
): Order | undefined {
  const about: ChargeAbout = Object.fromEntries(Object.entries(said.about).filter(([, value]) => value !== ''))
  const [id = '', n = ''] = key.split(':')
  const asked = price.safeParse(about.price).data?.split(' ')
  const { starts: start, ends: end, zone, anchor, terms: version } = about
  const method = { id: about.method, brand: about.card, last4: about.last4, expires: about.expires }
  const frozen = {
    ...{ catalogue: about.catalogue, offerVersion: about.offer_version },
    price: { amount: Number(asked?.[0]), currency: asked?.[1] },
    term: { number: Number(about.term), start, end, zone, anchor },
  }
  const agreed = { url: about.terms_url, locale: about.terms_locale, agreedAt: about.terms_at, by: about.terms_by }
  const attempt = {
    ...{ n: Number(n), key, money: frozen.price, method, customer, subscriptionId: about.subscription },
    ...{ state: 'succeeded', openedAt: at, endedAt: now, chargeId, ...(taken ? { taken } : {}) },
  }
  const made = order.safeParse({
    ...{ _id: id, version: 1, number: about.number, partnerId: about.partner, personId: about.person },
    ...{ kind: about.kind, offerId: about.offer, ...(about.area ? { area: about.area } : {}) },
    ...(about.renews ? { renews: { subscriptionId: about.renews, term: Number(about.term) } } : {}),
    ...(about.automatic ? { automatic: true } : {}),
    ...(version ? { terms: { version, ...agreed } } : {}),
    ...{ method, review: 1, frozen, attempts: [attempt] },
    ...{ createdAt: about.created, expiresAt: at, state: 'paid', untold: 'paid', lookAt: now },
    parkedBecause: FOUND,
  })
  const isWhole = made.success && id === about.order && made.data.attempts[0]?.n === Number(n)
  return isWhole ? made.data : undefined
}

/** Why an order's money waits: it lay at the gateway, and our records had forgotten the order. */
export const FOUND = 'found'

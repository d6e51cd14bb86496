import { z } from 'zod'
import { buyerParty } from '../billing/buyer.ts'
import { locale } from '../values/locale.ts'
import { instant } from '../values/time.ts'

/** What may be shown of a card on file: brand, last four, expiry (YYYY-MM). Its number never comes here. */
export const paymentMethod = z.strictObject({
  id: z.string(),
  brand: z.string(),
  last4: z.string(),
  expires: z.string(),
})
export type PaymentMethod = z.infer<typeof paymentMethod>

/** Whether the card is no longer good on a civil date: it is to the end of its month. */
export function expiresBefore({ expires }: PaymentMethod, date: string): boolean {
  return expires < date.slice(0, 7)
}

/** A card that can't be charged any more, as it looked then: its bank has refused it for good, or it is gone at the gateway. */
const cardOver = z.strictObject({
  id: z.string(),
  last4: z.string(),
  expires: z.string(),
  code: z.string().max(100),
  at: instant,
})

/** A company that has joined the network. Its key is its Entra tenant id; a tenant without a record is a non-member. */
export const partner = z.strictObject({
  _id: z.string(),
  version: z.int(),
  name: z.string().min(1).max(100),
  country: z.string().regex(/^[A-Z]{2}$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
  zone: z.string(),
  joinedAt: instant,
  joinedBy: z.string(),
  agreement: z.strictObject({ version: z.string(), locale, agreedAt: instant, by: z.string() }),
  /** The gateway's name for this partner, once it has one. */
  customer: z.string().optional(),
  method: paymentMethod.optional(),
  methodAddedBy: z.string().optional(),
  methodAddedAt: instant.optional(),
  cardOver: cardOver.optional(),
  /** Whom papers are made out to; absent: the company's name, in its country. */
  billing: buyerParty.optional(),
  /** Who gave that, and the how manieth time it was. */
  billingGiven: z.strictObject({ by: z.string(), at: instant, no: z.int().positive() }).optional(),
})
export type Partner = z.infer<typeof partner>

/** Whether this is the card that can't be charged any more; one that its network has replaced meanwhile is another card. */
export function isCardOver({ cardOver }: Pick<Partner, 'cardOver'>, method: PaymentMethod | undefined): boolean {
  return cardOver !== undefined && method !== undefined && sameCard(cardOver, method)
}

type Card = Pick<PaymentMethod, 'id' | 'last4' | 'expires'>

/** What its network has replaced is another card, under the same id. */
export function sameCard(a: Card, b: Card): boolean {
  return a.id === b.id && a.last4 === b.last4 && a.expires === b.expires
}

/** The method on file, if it can be charged. */
export function usableMethod(partner: Partner | undefined): PaymentMethod | undefined {
  return partner && !isCardOver(partner, partner.method) ? partner.method : undefined
}

import { z } from 'zod'
import { currencyCode, type Money } from '../values/money.ts'
import { type BuyerParty, buyerParty } from './buyer.ts'
import { type Seller, sellerParty } from './seller.ts'
import { partsOf, ruleFor } from './tax.ts'
import { taxRule } from './tax-rule.ts'

/** What the papers of an order say beside its total, frozen with that at the review (S27). Amounts in its minor units. */
export const bill = z.strictObject({
  seller: sellerParty.extend({ sample: z.boolean() }),
  buyer: buyerParty,
  net: z.int().nonnegative(),
  tax: z.int().nonnegative(),
  rule: taxRule,
  /** Whether the price that the catalogue names has the tax in it. */
  included: z.boolean(),
  wholeUnits: z.array(currencyCode),
})
export type Bill = z.infer<typeof bill>

/** What somebody pays for a price of the catalogue, and what of it is tax; `price` alone where no seller is set. */
export type Billed = { price: Money; bill?: Bill | undefined }

/** The total of a catalogue's price for that buyer today. */
export function billed(price: Money, buyer: BuyerParty, seller: Seller | undefined): Billed {
  if (!seller) return { price }
  const rule = ruleFor(seller, { country: buyer.country, business: buyer.taxId !== undefined })
  const { pricesIncludeTax: included, wholeUnits } = seller
  const { net, tax, total } = partsOf(price, rule, { included, wholeUnits })
  const { treatment, rate, label, note } = rule
  return {
    price: { ...price, amount: total },
    bill: {
      seller: partyOf(seller),
      buyer,
      net,
      tax,
      rule: { treatment, rate, label, ...(note ? { note } : {}) },
      included,
      wholeUnits,
    },
  }
}

/** The same for less than today's total (S19): the tax is in what is taken, whatever the catalogue's prices have in them. */
export function billedAtMost(today: Billed, price: Money): Billed {
  const { bill: parts } = today
  if (!parts || price.amount === today.price.amount) return { ...today, price }
  const { net, tax } = partsOf(price, parts.rule, { included: true, wholeUnits: parts.wholeUnits })
  return { price, bill: { ...parts, net, tax } }
}

/** A buyer whose company has no billing profile: the name and country that it joined with. */
export function buyerOf(partner: { name: string; country: string; billing?: BuyerParty | undefined }): BuyerParty {
  return partner.billing ?? { name: partner.name, country: partner.country }
}

function partyOf({ id, name, address, country, taxId, zone, contact, uniformInvoice, sample }: Seller): Bill['seller'] {
  const optional = { ...(contact ? { contact } : {}), ...(uniformInvoice ? { uniformInvoice } : {}) }
  return { id, name, address, country, taxId, zone, ...optional, sample }
}

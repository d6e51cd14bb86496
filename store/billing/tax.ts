import { type Money, minorDigits } from '../values/money.ts'
import type { Seller } from './seller.ts'
import type { TaxRule } from './tax-rule.ts'

/** A price in its parts, all of one currency; `net + tax` is the total, to the minor unit. */
export type Parts = { net: number; tax: number; total: number }

/** Three digits behind the point, of which gateways take two; MGA has cents that nobody can pay. */
const PAYABLE_STEPS: Record<string, number> = {
  ...{ BHD: 10, IQD: 10, JOD: 10, KWD: 10, LYD: 10, OMR: 10, TND: 10 },
  ...{ MGA: 100 },
}

/** The line of the table for a buyer in that country. `business`: their tax id was checked. */
export function ruleFor({ taxes, otherwise }: Pick<Seller, 'taxes' | 'otherwise'>, buyer: Buyer): TaxRule {
  const kinds = ['all', buyer.business ? 'business' : 'others']
  const row = taxes.find((each) => each.countries.includes(buyer.country) && kinds.includes(each.buyers))
  return row ?? otherwise
}
type Buyer = { country: string; business: boolean }

/**
 * The one rounding rule: each line's tax is rounded by itself, half a unit up, to the smallest amount that can be paid in
 * its currency (to whole units where the seller wants it); what is left of the total is net.
 */
export function partsOf(price: Money, { rate }: Pick<TaxRule, 'rate'>, how: HowReckoned): Parts {
  const { amount } = price
  const whole = how.wholeUnits.includes(price.currency)
  const step = whole ? 10 ** minorDigits(price.currency) : how.included ? 1 : (PAYABLE_STEPS[price.currency] ?? 1)
  const tax = how.included
    ? halfUp(BigInt(amount) * BigInt(rate), 10_000n + BigInt(rate), step)
    : halfUp(BigInt(amount) * BigInt(rate), 10_000n, step)
  return how.included ? { net: amount - tax, tax, total: amount } : { net: amount, tax, total: amount + tax }
}
type HowReckoned = { included: boolean; wholeUnits: readonly string[] }

/** `above / below`, rounded to a multiple of `step`, half of it up. */
function halfUp(above: bigint, below: bigint, step: number): number {
  const unit = below * BigInt(step)
  return Number((2n * above + unit) / (2n * unit)) * step
}

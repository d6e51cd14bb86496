import { z } from 'zod'
import { countryCode } from '../values/country.ts'
import { inBothLanguages } from '../values/locale.ts'
import { currencyCode } from '../values/money.ts'
import { taxIdOf } from './tax-id.ts'
import { ruleFault, taxRule } from './tax-rule.ts'

const line = z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters')

/** IANA: what decides on which day, and so in which year, a paper is made out. */
const zone = z.string().refine(isZone, 'must be an IANA time zone, such as Europe/Berlin')

/** Who sells, as every paper says it, frozen with each. */
export const sellerParty = z.strictObject({
  /** Begins the numbers of its papers, and is never used again for anybody else: NTL-2027-000001. */
  id: z.string().regex(/^[A-Z][A-Z\d]{0,11}$/, 'must be 1 to 12 capital letters and digits, a letter first'),
  name: line,
  /** As it stands on an envelope, line by line. */
  address: z.array(line).min(1, 'needs a line').max(6, 'must be at most 6 lines'),
  country: countryCode,
  taxId: line,
  zone,
  /** Where to ask about a paper: an e-mail address, a telephone number. */
  contact: line.optional(),
  /** How a buyer in Taiwan gets the 統一發票 that our papers are not. */
  uniformInvoice: inBothLanguages.optional(),
})

/** `business`: buyers whose tax id was checked; `others`: everybody else there; `all`: no difference is made. */
const taxRow = taxRule.extend({
  countries: z.array(countryCode).min(1, 'needs a country'),
  buyers: z.enum(['all', 'business', 'others']).default('all'),
})
type TaxRow = z.infer<typeof taxRow>

/** The operator as seller, and what tax is added for whom: the file that `SELLER` names. */
export const seller = sellerParty
  .extend({
    /** true: made up, for trying; its papers say so. */
    sample: z.boolean().default(false),
    /** Whether the catalogue's prices have the tax in them, or it comes on top. */
    pricesIncludeTax: z.boolean(),
    /** Currencies in which tax is reckoned in whole units, as in TWD; others have it to their smallest. */
    wholeUnits: z.array(currencyCode).default([]),
    taxes: z.array(taxRow).default([]),
    /** For buyers that no row is for: there is no country without a rule. */
    otherwise: taxRule,
  })
  .superRefine((read, context) => {
    const fault = (path: PropertyKey[], message: string | undefined) => {
      if (message) context.addIssue({ code: 'custom', path, message })
    }
    if (!taxIdOf(read.country, read.taxId)) fault(['taxId'], 'does not fit the rule of its country')
    fault(['otherwise'], ruleFault(read.otherwise))
    for (const [i, row] of read.taxes.entries()) fault(['taxes', i], ruleFault(row))
    for (const message of doubtsIn(read.taxes)) fault(['taxes'], message)
  })
export type Seller = z.infer<typeof seller>

/** Countries for which the table says two things, or half of one. */
function doubtsIn(rows: readonly TaxRow[]): string[] {
  const countries = [...new Set(rows.flatMap((each) => each.countries))]
  return countries.flatMap((country) => {
    const said = rows.flatMap((row) => row.countries.filter((each) => each === country).map(() => row.buyers)).sort()
    const whole = ['all', 'business,others'].includes(said.join())
    return whole ? [] : [`${country}: needs either one row for all buyers, or one for business and one for others`]
  })
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

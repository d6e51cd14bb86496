type Issuer = readonly [network: string, ranges: readonly [from: number, to: number][], lengths: readonly number[]]

/**
 * Which numbers payment cards have: their first digits, from and to, and how many digits in all. After ISO/IEC 7812 as
 * "Payment card number" of Wikipedia lists it (November 2026), with Stripe's and Adyen's published test cards. Left out: what
 * has no cards today (UATP and JCB of 15 digits, which times and serial numbers look like). A network of 15 digits is
 * American Express alone, so that an IMEI, whose last digit is a Luhn digit too, is none.
 */
// biome-ignore format: one network a line
const ISSUERS: readonly Issuer[] = [
  ['Visa', [[4, 4]], [13, 16, 19]],
  ['Mastercard', [[51, 55], [2221, 2720]], [16]],
  ['American Express', [[34, 34], [37, 37]], [15]],
  ['Diners Club', [[300, 305], [3095, 3095], [36, 36], [38, 39]], [14, 16, 17, 18, 19]],
  ['Discover', [[6011, 6011], [644, 649], [65, 65]], [16, 17, 18, 19]],
  ['UnionPay, and RuPay beside it', [[62, 62], [81, 82]], [16, 17, 18, 19]],
  ['JCB', [[3528, 3589]], [16, 17, 18, 19]],
  ['Maestro, of any length', [[5018, 5018], [5020, 5020], [5038, 5038], [5893, 5893], [6304, 6304], [6759, 6759], [6761, 6763]], [12, 13, 14]],
  ['Maestro, Verve, Elo, Dankort, Hiper, InstaPayment, InterPayment', [[50, 50], [56, 58], [63, 63], [67, 67]], [16, 17, 18, 19]],
  ['RuPay, Hipercard, Cabal', [[60, 60]], [16]],
  ['Mir, Borica', [[2200, 2204], [2205, 2205]], [16, 17, 18, 19]],
  ['Troy', [[9792, 9792]], [16]],
  ['Uzcard, Humo', [[8600, 8600], [9860, 9860]], [16]],
]

/** Whether some network gives out numbers that begin so and are so long. `digits`: nothing else. */
export function isIssued(digits: string): boolean {
  return ISSUERS.some(
    ([, ranges, lengths]) =>
      lengths.includes(digits.length) &&
      ranges.some(([from, to]) => {
        const beginning = Number(digits.slice(0, String(from).length))
        return beginning >= from && beginning <= to
      }),
  )
}

import { type Money, minorDigits } from './money.ts'

/** Nobody types more of them, and no sum of ours has more. */
const MOST_DIGITS = 15

/**
 * An amount as somebody writes it, in the digits that its currency has: "475", "475.00", "1,234.5", "USD 475.00", "４７５". It may
 * name its own currency, and no other. undefined: it is none, or could be read in two ways, as "1,23" can.
 */
export function readMoney(written: string, currency: string): Money | undefined {
  const digits = minorDigits(currency)
  const plain = written.normalize('NFKC').replaceAll(currency, '').replaceAll(currency.toLowerCase(), '').trim()
  const found = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(plain)
  if (!found) return undefined
  const [, whole = '', fraction = ''] = found
  // Zeros behind the last digit that counts say nothing: "475.00" of a currency without any.
  const counted = fraction.replace(/0+$/, '')
  if (counted.length > digits) return undefined
  const all = whole.replaceAll(',', '') + counted.padEnd(digits, '0')
  return all.length > MOST_DIGITS ? undefined : { amount: Number(all), currency }
}

import type { Money } from '../../../store/use-cases/services.ts'

/**
 * Stripe counts in ISO 4217 minor units, with these exceptions (docs.stripe.com/currencies). TWD and HUF are two-decimal
 * like ISO's; only payouts of them are whole.
 */
const HUNDREDFOLD = ['ISK', 'UGX']
const HUNDREDTH = ['MGA']
/** Units of account, of which Stripe knows no minor unit. */
const UNKNOWN = ['CLF', 'UYI', 'UYW']
const LAST_DIGIT_ZERO = ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']

/** The amount as Stripe wants it; undefined if Stripe cannot charge exactly this. */
export function toStripe({ amount, currency }: Money): { amount: number; currency: string } | undefined {
  if (UNKNOWN.includes(currency)) return undefined
  const factor = HUNDREDFOLD.includes(currency) ? 100 : 1
  const divisor = HUNDREDTH.includes(currency) ? 100 : 1
  const theirs = (amount * factor) / divisor
  if (!Number.isSafeInteger(theirs) || theirs <= 0) return undefined
  if (LAST_DIGIT_ZERO.includes(currency) && theirs % 10 !== 0) return undefined
  return { amount: theirs, currency: currency.toLowerCase() }
}

/** What Stripe says was taken, in our minor units. A fraction that ISO has no unit for is rounded up to be noticed. */
export function fromStripe(amount: number, currency: string): Money {
  const code = currency.toUpperCase()
  if (HUNDREDFOLD.includes(code)) return { amount: Math.ceil(amount / 100), currency: code }
  return { amount: HUNDREDTH.includes(code) ? amount * 100 : amount, currency: code }
}

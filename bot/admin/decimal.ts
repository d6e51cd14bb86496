import { minorDigits } from '../../store/values/money.ts'

/** Exact, with a point, for programs and people alike: -475.00. `amount` in minor units of the currency. */
export function decimal(amount: number, currency: string): string {
  return withPoint(amount, minorDigits(currency))
}

/** A whole number of the smallest parts, with the point before its last `digits`: 825 with two is 8.25. */
export function withPoint(amount: number, digits: number): string {
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return amount < 0 ? `-${whole}` : whole
}

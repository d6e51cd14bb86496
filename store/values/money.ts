import { z } from 'zod'

/** Integer minor units of an ISO 4217 currency: { amount: 47500, currency: 'USD' } is US$475.00. */
export const money = z.strictObject({ amount: z.int().nonnegative(), currency: z.string().regex(/^[A-Z]{3}$/) })
export type Money = z.infer<typeof money>

export function sameMoney(a: Money, b: Money): boolean {
  return a.amount === b.amount && a.currency === b.currency
}

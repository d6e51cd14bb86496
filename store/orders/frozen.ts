import { z } from 'zod'
import { bill } from '../billing/bill.ts'
import { money } from '../values/money.ts'
import { term } from '../values/term.ts'

/** What an order's review has frozen (S10): what is sold, for which term, and what is charged. */
export const frozen = z
  .strictObject({
    ...{ catalogue: z.string(), offerVersion: z.string(), term },
    /** What is charged, its tax with it. */
    price: money,
    /** Its parts and parties (S27); absent: no seller was set. */
    bill: bill.optional(),
  })
  .refine(({ price, bill }) => !bill || bill.net + bill.tax === price.amount, 'net and tax make the total')

import { z } from 'zod'

const line = z.string().min(1).max(200)

/** A company as its invoices name it: its billing profile, frozen with each order. */
export const buyerParty = z.strictObject({
  /** The legal name. */
  name: line,
  address: z.array(line).max(6).optional(),
  country: z.string().regex(/^[A-Z]{2}$/),
  /** Checked for its country before it was kept, as that writes it. */
  taxId: z.string().max(40).optional(),
  /** Where papers go by e-mail, if anywhere. */
  email: z.string().max(254).optional(),
})
export type BuyerParty = z.infer<typeof buyerParty>

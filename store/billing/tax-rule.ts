import { z } from 'zod'
import { inBothLanguages } from '../values/locale.ts'

/** What becomes of a sale's tax: it is charged, or it is not and the paper says why. */
const TREATMENTS = ['taxed', 'exempt', 'reverse-charge'] as const

/** One line of the operator's table: nothing here knows any country's law. */
export const taxRule = z.strictObject({
  treatment: z.enum(TREATMENTS),
  /** Hundredths of a percent: 2000 is 20 %. */
  rate: z.int().min(0, 'must be 0 to 10000 (hundredths of a percent)').max(10_000).default(0),
  /** As papers name it: "VAT", 營業稅. */
  label: inBothLanguages,
  /** A sentence that the paper has to carry: why nothing is charged, whose duty the tax is. */
  note: inBothLanguages.optional(),
})
export type TaxRule = z.infer<typeof taxRule>

/** Why a rule contradicts itself; undefined: it does not. */
export function ruleFault({ treatment, rate, note }: TaxRule): string | undefined {
  if (treatment !== 'taxed' && rate !== 0) return `${treatment}: has no rate`
  if (treatment === 'reverse-charge' && !note) return 'reverse-charge: needs its sentence (note)'
  return undefined
}

import { z } from 'zod'
import { inBothLanguages } from '../values/locale.ts'
import { currencyCode } from '../values/money.ts'
import { civilDate } from '../values/time.ts'

/** The levels in their order: each has everything of those before it (S1). */
export const LEVELS = ['network', 'action-pack', 'silver', 'gold'] as const
export const level = z.enum(LEVELS)
export type Level = z.infer<typeof level>

/** One thing that an offer gives (S5). `text` is ICU and prints `quantity` (and `amount` for money, in minor units). */
const benefit = z.strictObject({
  id: z.string(),
  quantity: z.int().positive(),
  unit: z.string(),
  upTo: z.boolean().optional(),
  every: z.enum(['month']).optional(),
  text: inBothLanguages,
  /** How many keys of the operator's pool one activation is given (S23). */
  keys: z.int().positive().max(100).optional(),
  /** The operator's page on which a benefit without keys is used. */
  link: z.url().optional(),
})
export type Benefit = z.infer<typeof benefit>

/** Something that a competency asks for before it can be bought (S4). */
const requirement = z.strictObject({ id: z.string(), text: inBothLanguages })

const offer = z.strictObject({
  id: z.string(),
  level,
  version: z.string(),
  name: inBothLanguages,
  summary: inBothLanguages,
  /** Yearly price per currency, in minor units; the network membership has none. */
  prices: z.record(currencyCode, z.int().positive()),
  perArea: z.boolean().default(false),
  benefits: z.array(benefit).default([]),
  /** Ids of the offers whose benefits it gives too, and with them what those include. */
  includes: z.array(z.string()).default([]),
  requirements: z.array(requirement).default([]),
  page: z.url().optional(),
})
export type Offer = z.infer<typeof offer>

const agreement = z.strictObject({ version: z.string(), url: z.url(), name: inBothLanguages })

/** Everything that the operator sells and asks people to agree to, as dated, versioned data. */
export const catalogue = z.strictObject({
  version: z.string(),
  date: civilDate,
  /** true: the prices are samples, and start-up says so. */
  sample: z.boolean(),
  networkAgreement: agreement,
  terms: agreement,
  graceDays: z.int().positive(),
  areas: z.array(z.strictObject({ id: z.string(), name: inBothLanguages })),
  /** Countries in which a company can join, and the currency it is charged in. */
  markets: z.array(z.strictObject({ country: z.string().regex(/^[A-Z]{2}$/), currency: currencyCode })),
  offers: z
    .array(offer)
    .min(1)
    .check(({ value, issues }) => {
      for (const [i, each] of value.entries())
        for (const [j, id] of each.includes.entries())
          if (id === each.id || !value.some((other) => other.id === id)) {
            const message = 'includes: it names no other offer of this catalogue'
            issues.push({ code: 'custom', message, path: [i, 'includes', j], input: value })
          }
    }),
})
export type Catalogue = z.infer<typeof catalogue>

/** Rank of a level, higher has more (S1). */
export function rank(level: Level): number {
  return LEVELS.indexOf(level)
}

export function findOffer(from: Catalogue, id: string): Offer | undefined {
  return from.offers.find((each) => each.id === id)
}

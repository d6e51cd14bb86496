import type { Benefit, Catalogue, Offer } from './offer.ts'

/** Something that an offer gives, and the offer whose benefit it is: its own, or one that it includes (S1, S5). */
export type Given = { benefit: Benefit; origin: Offer }

/**
 * All that an offer gives: its own benefits, then those of the offers that it includes, and of those that these include.
 * What it gives itself it gives instead of an included benefit with the same id.
 */
export function givenBy({ offers }: Pick<Catalogue, 'offers'>, offerId: string): Given[] {
  const given = new Map<string, Given>()
  const seen = new Set<string>()
  const collect = (id: string): void => {
    const origin = offers.find((each) => each.id === id)
    if (!origin || seen.has(id)) return
    seen.add(id)
    for (const benefit of origin.benefits) if (!given.has(benefit.id)) given.set(benefit.id, { benefit, origin })
    for (const each of origin.includes) collect(each)
  }
  collect(offerId)
  return [...given.values()]
}

/** Whether holding an offer gives everything of another one. */
export function includes(
  catalogue: Pick<Catalogue, 'offers'>,
  offerId: string,
  other: string,
  seen: string[] = [],
): boolean {
  const offer = catalogue.offers.find((each) => each.id === offerId)
  if (!offer || seen.includes(offerId)) return false
  return offer.includes.some((each) => each === other || includes(catalogue, each, other, [...seen, offerId]))
}

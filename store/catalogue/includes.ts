import type { Benefit, Catalogue, Offer } from './offer.ts'

/** Something that an offer gives, and the offer whose benefit it is: its own, or one that it includes (S1, S5). */
export type Given = { benefit: Benefit; origin: Offer }

/**
 * All that an offer gives: its own benefits, then those of the offers that it includes, and of those that these include.
 * What it gives itself it gives instead of an included benefit with the same id.
 */
export function givenBy({ offers }: Pick<Catalogue, 'offers'>, offerId: string): Given[] {
  const given = new Map<string, Given>()
  for (const origin of offersIn(offers, offerId))
    for (const benefit of origin.benefits) if (!given.has(benefit.id)) given.set(benefit.id, { benefit, origin })
  return [...given.values()]
}

/** Whether holding an offer gives everything of another one. */
export function includes({ offers }: Pick<Catalogue, 'offers'>, offerId: string, other: string): boolean {
  return offerId !== other && offersIn(offers, offerId).some((each) => each.id === other)
}

/** The offer itself, then those that it includes, and those that these include, each once. */
function offersIn(offers: readonly Offer[], offerId: string): Offer[] {
  const found = new Set<Offer>()
  const collect = (id: string): void => {
    const offer = offers.find((each) => each.id === id)
    if (!offer || found.has(offer)) return
    found.add(offer)
    for (const each of offer.includes) collect(each)
  }
  collect(offerId)
  return [...found]
}

import { type Catalogue, findOffer } from '../store/catalogue/offer.ts'
import type { Locale } from '../store/values/locale.ts'
import { catalogueText } from './text.ts'

/** Offer and area in words: "Silver competency – Security". An offer that is not in the catalogue any more shows its id. */
export function offerName(
  { catalogue }: { catalogue: Catalogue },
  { offerId, area: areaId }: { offerId: string; area?: string | undefined },
  locale: Locale,
): string {
  const offer = findOffer(catalogue, offerId)
  const name = offer ? catalogueText(locale, offer.name) : offerId
  const area = areaName(catalogue, areaId, locale)
  return area ? `${name} – ${area}` : name
}

/** A solution area in words; undefined for none, or one that the catalogue does not have. */
export function areaName(catalogue: Catalogue, id: string | undefined, locale: Locale): string | undefined {
  const area = catalogue.areas.find((each) => each.id === id)
  return area ? catalogueText(locale, area.name) : undefined
}

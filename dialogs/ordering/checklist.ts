import type { Attachment } from 'botframework-schema'
import { requirementsCard } from '../../cards/requirements.ts'
import { areaName, catalogueText } from '../../cards/text.ts'
import type { Offer } from '../../store/catalogue/offer.ts'
import type { Services } from '../../store/use-cases/services.ts'
import type { Locale } from '../../store/values/locale.ts'

/** S4: what a competency asks for in an area, and what of it this partner meets. */
export async function checklistOf(
  { store, catalogue, newId }: Services,
  partnerId: string,
  offer: Offer,
  area: string,
  locale: Locale,
): Promise<Attachment> {
  const met = await store.evidences.met(partnerId, offer.id, area)
  const requirements = offer.requirements.map((each) => ({
    text: catalogueText(locale, each.text),
    met: met.includes(each.id),
  }))
  const names = { offer: catalogueText(locale, offer.name), area: areaName(catalogue, area, locale) ?? '' }
  return requirementsCard(locale, { nonce: newId(), ...names, requirements })
}

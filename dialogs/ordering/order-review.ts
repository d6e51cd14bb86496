import type { Attachment } from 'botframework-schema'
import { areaName, offerName } from '../../cards/offer-name.ts'
import { orderReviewCard } from '../../cards/order-review.ts'
import { plain } from '../../cards/plain.ts'
import type { Order } from '../../store/orders/order.ts'
import type { Member } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'

/** S10: the review of an order that has been frozen. */
export function reviewOf(
  services: Services,
  of: Order,
  speaker: Member,
  fresh: boolean,
  besideSilver: boolean,
): Attachment {
  const { locale, partner } = speaker
  const { frozen, method } = of
  if (!frozen || !method) throw new Error(`order ${of._id} has no review`)
  const area = areaName(services.catalogue, of.area, locale)
  return orderReviewCard(
    {
      nonce: services.newId(),
      orderId: of._id,
      number: of.number,
      review: of.review,
      company: plain(partner.name),
      offer: offerName(services, of, locale),
      ...(area ? { area } : {}),
      price: frozen.price,
      term: frozen.term,
      method,
      renewal: of.renews !== undefined,
      fresh,
      besideSilver,
    },
    locale,
  )
}

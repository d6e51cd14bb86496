import type { Attachment } from 'botframework-schema'
import { formatDate } from '../../cards/format.ts'
import { offersCard } from '../../cards/offers.ts'
import { catalogueText, offerName, text } from '../../cards/text.ts'
import { includes } from '../../store/catalogue/includes.ts'
import { findOffer, type Offer } from '../../store/catalogue/offer.ts'
import { hasRole } from '../../store/people/person.ts'
import { levelOf } from '../../store/subscriptions/eligibility.ts'
import { isLive, type Subscription } from '../../store/subscriptions/subscription.ts'
import type { Speaker } from '../../store/use-cases/people/speaker.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { currentSubscriptions } from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import { end } from '../talk/outcome.ts'
import { show } from '../talk/turn.ts'
import { type Step, waterfall } from '../talk/waterfall.ts'
import { priceText } from './price-text.ts'

/** S1, S7: what there is, side by side; what the company holds leaves the available list. */
export function offersDialog(services: Services) {
  const { catalogue, newId, seller } = services

  const tell: Step<object> = async (step) => {
    const { speaker } = step.turn
    const all = speaker.partner ? await currentSubscriptions(services, speaker.partner._id) : []
    const held = all.filter((each) => isLive(each) && each.state !== 'pending')
    await show(step.context, overview(speaker, held))
    return end()
  }

  return waterfall('offers', [tell])

  function overview(speaker: Speaker, subscriptions: Subscription[]): Attachment {
    const own = levelOf(speaker.partner, subscriptions, catalogue.offers)
    const offers = catalogue.offers.map((offer) => shown(offer, speaker, subscriptions))
    const nested = catalogue.offers.some((each) => each.includes.length > 0)
    return offersCard(speaker.locale, { nonce: newId(), ...(own ? { own } : {}), nested, offers })
  }

  function shown(offer: Offer, speaker: Speaker, subscriptions: Subscription[]) {
    const { locale } = speaker
    const mine = subscriptions.filter((each) => each.offerId === offer.id)
    const everywhere = offer.perArea ? mine.length >= catalogue.areas.length : mine.length > 0
    const has = offer.level === 'network' ? speaker.partner !== undefined : everywhere
    const can = actionFor(offer, has, speaker)
    const containing = mine.length === 0 ? containedText(offer, subscriptions, locale) : undefined
    return {
      id: offer.id,
      name: catalogueText(locale, offer.name),
      price: priceText(offer, speaker, seller),
      summary: catalogueText(locale, offer.summary),
      gives: [
        ...offer.includes.flatMap((each) => includedText(each, locale)),
        ...offer.benefits.map((each) => catalogueText(locale, each.text, { quantity: each.quantity })),
      ],
      status: containing ?? statusText(offer, mine, speaker),
      held: has || mine.length > 0,
      ...(can ? { can } : {}),
    }
  }

  function includedText(id: string, locale: Speaker['locale']): string[] {
    const other = findOffer(catalogue, id)
    return other ? [text(locale, 'offers.includes', { offer: catalogueText(locale, other.name) })] : []
  }

  /** Whoever holds an offer that gives all of this one is told so before paying for it once more. */
  function containedText(offer: Offer, subscriptions: Subscription[], locale: Speaker['locale']): string | undefined {
    const holder = offer.perArea ? undefined : subscriptions.find((each) => includes(catalogue, each.offerId, offer.id))
    return holder && text(locale, 'offers.contained', { offer: offerName(services, holder, locale) })
  }

  function statusText(offer: Offer, mine: Subscription[], { locale, partner }: Speaker): string {
    if (!partner) return text(locale, offer.level === 'network' ? 'offers.available' : 'offers.join-first')
    if (offer.level === 'network') return text(locale, 'offers.held')
    const [first] = mine
    if (!first) return text(locale, 'offers.available')
    const areas = catalogue.areas.filter((area) => mine.some((each) => each.area === area.id))
    const names = areas.map((area) => catalogueText(locale, area.name)).join(locale === 'en' ? ', ' : '、')
    if (names) return text(locale, 'offers.held-area', { area: names })
    return text(locale, 'offers.held-until', { date: formatDate(first.term?.end ?? '', locale) })
  }
}

function actionFor(
  offer: Offer,
  has: boolean,
  { partner, person }: Speaker,
): 'join' | 'subscribe' | 'checklist' | undefined {
  if (!partner) return offer.level === 'network' && person.standing !== 'guest' ? 'join' : undefined
  if (has || !hasRole(person, 'purchaser')) return undefined
  return offer.requirements.length > 0 ? 'checklist' : 'subscribe'
}

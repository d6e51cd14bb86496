import { formatDate, formatMoney } from '../../cards/format.ts'
import { nextCharge, outlookText, type SubscriptionFacts } from '../../cards/subscription-facts.ts'
import { text } from '../../cards/text.ts'
import { hasStarted, isLive, type StartedSubscription } from '../../store/subscriptions/subscription.ts'
import { asksToCancel, type Ticket } from '../../store/tickets/ticket.ts'
import type { Services } from '../../store/use-cases/services.ts'
import { todayOf } from '../../store/use-cases/subscriptions/current-subscriptions.ts'
import type { Locale } from '../../store/values/locale.ts'
import { shownAs } from '../subscriptions/subscription-cards.ts'

/** A charge that a request to cancel holds up: `due` before its day, `waits` from then on, until benefits stop. */
type HeldCharge = {
  offer: string
  due: 'due' | 'waits'
  /** Civil days to the day of renewal, or from then on to the day on which benefits stop. */
  days: number
  term: number
  zone: string
  words: { date: string; closes: string; price: string; days: number }
}

/** S21: what becomes of the subscription by itself, to each side; undefined: nothing, or it is about none. */
export async function ticketOutlook(
  services: Services,
  ticket: Ticket,
  side: 'partner' | 'desk',
  locale: Locale,
): Promise<string | undefined> {
  const held = await shownOf(services, ticket, locale)
  const charge = held && side === 'desk' && asksToCancel(ticket) ? chargeOf(services, held, locale) : undefined
  if (charge) return text(locale, `desk.charge-${charge.due}`, charge.words)
  return held && isLive(held.subscription) ? outlookText(held.shown, locale) : undefined
}

/** undefined: the request holds up no charge. */
export async function heldCharge(services: Services, ticket: Ticket, locale: Locale): Promise<HeldCharge | undefined> {
  const held = asksToCancel(ticket) ? await shownOf(services, ticket, locale) : undefined
  return held && chargeOf(services, held, locale)
}

function chargeOf(services: Services, { shown, subscription }: Held, locale: Locale): HeldCharge | undefined {
  const { state, closes, term } = shown
  const price = nextCharge(shown)
  if (!price) return undefined
  const due = state === 'active' ? 'due' : 'waits'
  const days = todayOf(services, subscription).until(due === 'due' ? term.end : closes).days
  const dates = { date: formatDate(term.end, locale), closes: formatDate(closes, locale) }
  const words = { ...dates, price: formatMoney(price, locale), days }
  return { offer: shown.name, due, days, term: term.number, zone: term.zone, words }
}

type Held = { subscription: StartedSubscription; shown: SubscriptionFacts }

async function shownOf(
  services: Services,
  { subscriptionId, partnerId }: Ticket,
  locale: Locale,
): Promise<Held | undefined> {
  const { store } = services
  const subscription = subscriptionId ? await store.subscriptions.get(subscriptionId) : undefined
  const partner = subscription && (await store.partners.get(partnerId))
  if (!partner || subscription.partnerId !== partnerId || !hasStarted(subscription)) return undefined
  return { subscription, shown: (await shownAs(services, { partner, locale }, subscription)).subscription }
}

import { isCardOver, type Partner } from '../../people/partner.ts'
import { ASKED_TO_CANCEL } from '../../reminders/delivery.ts'
import type { Missed } from '../../reminders/unreached.ts'
import { mayRenewWhenDue } from '../../subscriptions/renewal.ts'
import { isLive, type StartedSubscription } from '../../subscriptions/subscription.ts'
import { BY_ITSELF } from '../../tickets/ticket.ts'
import type { UnreachedTerm } from '../../tickets/unreached-term.ts'
import { refused } from '../../values/result.ts'
import { graceEnds } from '../../values/term.ts'
import { chargeLimit } from '../orders/charge-limit.ts'
import { renewalAsk } from '../orders/quote.ts'
import type { Services } from '../services.ts'
import { askedToCancel } from '../tickets/asked-to-cancel.ts'
import { openTicket, ticketIdOf } from '../tickets/ticket-opening.ts'

/** The one ticket of a term of which nobody was told. */
export function unreachedTicket(subscriptionId: string, term: number): string {
  return ticketIdOf(keyOf(subscriptionId, term))
}

function keyOf(subscriptionId: string, term: number): string {
  return `unreached-${subscriptionId}-${term}`
}

/**
 * S16: nobody at the partner was told; support hears of it, once a term. The ticket names none of the partner's people,
 * and it is not about cancelling, so it stands in no cancellation's way (S20).
 */
export async function requestUnreached(
  services: Services,
  subscription: StartedSubscription,
  missed: Missed | undefined,
  reachable: boolean,
): Promise<void> {
  const { store } = services
  const [partner, [buyer]] = await Promise.all([
    store.partners.get(subscription.partnerId),
    store.people.buyers(subscription.partnerId, { limit: 1 }),
  ])
  if (!partner) return
  const due = await dueOf(services, subscription, partner, missed)
  await openTicket(services, {
    key: keyOf(subscription._id, subscription.term.number),
    partner,
    personId: undefined,
    by: { side: 'desk', by: BY_ITSELF },
    request: {
      problem: 'subscription',
      details: '',
      unreached: { ...termOf(services, subscription), ...due, reachable },
    },
    locale: buyer?.locale ?? partner.agreement.locale,
  })
}

function termOf({ catalogue }: Services, { offerId, area, term, autoRenew }: StartedSubscription) {
  return { offerId, area, end: term.end, closes: graceEnds(term, catalogue.graceDays).toString(), autoRenew }
}

type Due = Pick<UnreachedTerm, 'due' | 'price' | 'announced' | 'because'>

/** What is to be charged or lapses. */
async function dueOf(
  services: Services,
  subscription: StartedSubscription,
  partner: Partner,
  missed: Missed | undefined,
): Promise<Due> {
  if (subscription.state === 'frozen') return { due: 'cannot-charge', because: 'subscription-frozen' }
  if (subscription.state === 'active')
    return subscription.autoRenew ? chargeOf(services, subscription, partner) : { due: 'lapses' }
  if (!isLive(subscription)) return { due: 'expired' }
  switch (missed?.kind) {
    case 'declined':
    case 'not-taken':
    case 'bank-waits':
      return { due: missed.kind }
    case 'not-renewed':
      return { due: missed.kind, because: missed.because ?? '' }
    default:
      return { due: 'unpaid' }
  }
}

/** What the renewal is going to take by itself, or why it can take nothing (S19). */
async function chargeOf(services: Services, subscription: StartedSubscription, partner: Partner): Promise<Due> {
  const ask = await renewalAsk(services, partner, subscription)
  const today = ask ? mayRenewWhenDue(ask) : refused('offer-unavailable')
  if (!today.ok) return { due: 'cannot-charge', because: today.refusal }
  if (!partner.method) return { due: 'cannot-charge', because: 'no-payment-method' }
  if (isCardOver(partner, partner.method)) return { due: 'cannot-charge', because: 'card-over' }
  if (await askedToCancel(services, subscription)) return { due: 'cannot-charge', because: ASKED_TO_CANCEL }
  const { price, noticed } = await chargeLimit(services, subscription, today.value.price)
  return price ? { due: 'charge', price, announced: noticed } : { due: 'cannot-charge', because: 'nothing-noticed' }
}

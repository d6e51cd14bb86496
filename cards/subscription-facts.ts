import { z } from 'zod'
import type { Locale } from '../store/values/locale.ts'
import { type Money, money } from '../store/values/money.ts'
import type { Refusal } from '../store/values/result.ts'
import { term } from '../store/values/term.ts'
import { civilDate } from '../store/values/time.ts'
import { formatDate, formatMoney } from './format.ts'
import { text } from './text.ts'

/** A subscription as it stands today, for every card that shows one. Dates are civil dates in the zone of its term. */
export const subscriptionFacts = z.strictObject({
  id: z.string(),
  /** Offer and area, in words. */
  name: z.string(),
  state: z.enum(['active', 'grace', 'frozen', 'expired', 'cancelled']),
  term,
  /** When it can be renewed: from `opens` on, and no longer on `closes`, when benefits stop (S13, S18). */
  opens: civilDate,
  closes: civilDate,
  autoRenew: z.boolean(),
  offSince: civilDate.optional(),
  /** Auto-renew went off because Gold was bought (S3). */
  offByGold: z.boolean().default(false),
  /** Today's price; none where it isn't sold to this partner any more. */
  price: money.optional(),
  /** Why it will not renew although auto-renew is on, as a sentence. */
  blocked: z.string().optional(),
  /** Number of the order that is paying for its renewal. */
  renewing: z.string().optional(),
  /** On hold, and the bank has decided: the payment was taken back. */
  reversed: z.boolean().default(false),
  /** Number of the partner's open request to cancel it: while it is open nothing is charged by itself (S21). */
  cancelAsked: z.int().positive().optional(),
  /** Today lies before the term: it was renewed early. */
  paidAhead: z.boolean().default(false),
  /** The card on file is no longer good when it renews. */
  methodExpires: z.boolean().default(false),
})
export type SubscriptionFacts = z.infer<typeof subscriptionFacts>

/** It holds no place any more. */
export function isOver(subscription: SubscriptionFacts): boolean {
  return subscription.state === 'expired' || subscription.state === 'cancelled'
}

/** Will, or will not, renew on DATE for AMOUNT: one sentence. */
export function outlookText(subscription: SubscriptionFacts, locale: Locale): string {
  const date = formatDate(subscription.term.end, locale)
  const closes = formatDate(subscription.closes, locale)
  if (subscription.state === 'frozen') return text(locale, subscription.reversed ? 'held.on-hold-lost' : 'held.on-hold')
  if (subscription.state === 'expired') return text(locale, 'held.gone', { closes })
  if (subscription.state === 'cancelled') return text(locale, 'held.was-cancelled')
  if (subscription.renewing) return text(locale, 'held.renewing', { order: subscription.renewing })
  const number = subscription.autoRenew ? subscription.cancelAsked : undefined
  if (subscription.state === 'grace' && number) return text(locale, 'held.grace-waits', { date, closes, number })
  if (subscription.state === 'grace')
    return text(locale, subscription.autoRenew ? 'held.grace-on' : 'held.grace-off', { date, closes })
  if (!subscription.autoRenew) return text(locale, 'held.ends', { date, closes })
  if (subscription.blocked || !subscription.price) {
    const reason = subscription.blocked ?? text(locale, 'refusal.offer-unavailable')
    return text(locale, 'held.not-renewed', { date, reason })
  }
  const price = formatMoney(subscription.price, locale)
  return number
    ? text(locale, 'held.renews-waits', { date, price, number })
    : text(locale, 'held.renews', { date, price })
}

/** What comes to be charged for it by itself, on its day or, once that is past, until benefits stop; undefined: nothing. */
export function nextCharge({ state, autoRenew, price, blocked, renewing }: SubscriptionFacts): Money | undefined {
  const runs = state === 'active' || state === 'grace'
  return runs && autoRenew && !blocked && !renewing ? price : undefined
}

/** Why it can't be renewed now, with the date that matters. */
export function whyNotRenewText(subscription: SubscriptionFacts, refusal: Refusal, locale: Locale): string {
  if (refusal === 'renewal-too-early')
    return text(locale, 'why.too-early', { date: formatDate(subscription.opens, locale) })
  if (refusal === 'renewal-too-late')
    return text(locale, 'why.too-late', { date: formatDate(subscription.closes, locale) })
  return text(locale, `refusal.${refusal}`)
}

/** Since when auto-renew is off, and that only renewing turns it on again (S14). */
export function offAlreadyText(subscription: SubscriptionFacts, locale: Locale): string {
  return text(locale, 'why.off-already', { date: formatDate(subscription.offSince ?? subscription.term.start, locale) })
}

/** The three dates that matter, in words. */
export function subscriptionDates(
  subscription: SubscriptionFacts,
  locale: Locale,
): { date: string; closes: string; opens: string } {
  return {
    date: formatDate(subscription.term.end, locale),
    closes: formatDate(subscription.closes, locale),
    opens: formatDate(subscription.opens, locale),
  }
}

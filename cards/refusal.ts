import type { Locale } from '../store/values/locale.ts'
import type { Refusal } from '../store/values/result.ts'
import { type TextKey, text } from './text.ts'

/** A refusal without a sentence in the texts does not compile. */
const SENTENCES: { [R in Refusal]: Extract<TextKey, `refusal.${R}`> } = {
  'not-a-member': 'refusal.not-a-member',
  'already-a-member': 'refusal.already-a-member',
  'guests-read-only': 'refusal.guests-read-only',
  'standing-unknown': 'refusal.standing-unknown',
  'needs-purchaser': 'refusal.needs-purchaser',
  'needs-admin': 'refusal.needs-admin',
  'not-found': 'refusal.not-found',
  'already-held': 'refusal.already-held',
  'colleague-is-buying': 'refusal.colleague-is-buying',
  'gold-blocks-silver': 'refusal.gold-blocks-silver',
  'requirements-unmet': 'refusal.requirements-unmet',
  'offer-unavailable': 'refusal.offer-unavailable',
  'no-price-in-currency': 'refusal.no-price-in-currency',
  'order-over': 'refusal.order-over',
  'order-in-payment': 'refusal.order-in-payment',
  'review-out-of-date': 'refusal.review-out-of-date',
  'no-payment-method': 'refusal.no-payment-method',
  'terms-not-agreed': 'refusal.terms-not-agreed',
  'renewal-too-early': 'refusal.renewal-too-early',
  'renewal-too-late': 'refusal.renewal-too-late',
  'renewed-already': 'refusal.renewed-already',
  'being-renewed': 'refusal.being-renewed',
  'subscription-frozen': 'refusal.subscription-frozen',
  'subscription-over': 'refusal.subscription-over',
  'nothing-held': 'refusal.nothing-held',
  'auto-renew-off-already': 'refusal.auto-renew-off-already',
  'last-admin': 'refusal.last-admin',
  'benefits-gone': 'refusal.benefits-gone',
  'guests-get-no-role': 'refusal.guests-get-no-role',
  'colleague-unknown': 'refusal.colleague-unknown',
  'ticket-over': 'refusal.ticket-over',
  'ticket-taken': 'refusal.ticket-taken',
  'ticket-not-taken': 'refusal.ticket-not-taken',
  'ticket-waits': 'refusal.ticket-waits',
  'ticket-full': 'refusal.ticket-full',
  'ticket-in-work': 'refusal.ticket-in-work',
  'ticket-not-closed': 'refusal.ticket-not-closed',
  'not-an-agent': 'refusal.not-an-agent',
  'agents-unknown': 'refusal.agents-unknown',
  'desk-exists': 'refusal.desk-exists',
  'desk-code-over': 'refusal.desk-code-over',
  'desk-code-wrong': 'refusal.desk-code-wrong',
  'desk-elsewhere': 'refusal.desk-elsewhere',
  'needs-second-agent': 'refusal.needs-second-agent',
  'nothing-to-refund': 'refusal.nothing-to-refund',
  'cancel-not-now': 'refusal.cancel-not-now',
  'refund-failed': 'refusal.refund-failed',
}

export function refusalText(refusal: Refusal, locale: Locale): string {
  return text(locale, SENTENCES[refusal])
}

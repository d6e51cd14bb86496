import type { Locale } from '../store/locale.ts'
import type { Refusal } from '../store/result.ts'
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
}

export function refusalText(refusal: Refusal, locale: Locale): string {
  return text(locale, SENTENCES[refusal])
}

/** What a rule says of a step that must not be taken. Each has a sentence in both languages: `cards/refusal.ts`. */
export type Refusal =
  | 'not-a-member'
  | 'already-a-member'
  | 'guests-read-only'
  | 'standing-unknown'
  | 'needs-purchaser'
  | 'needs-admin'
  | 'not-found'
  | 'already-held'
  | 'colleague-is-buying'
  | 'gold-blocks-silver'
  | 'requirements-unmet'
  | 'offer-unavailable'
  | 'no-price-in-currency'
  | 'order-over'
  | 'order-in-payment'
  | 'review-out-of-date'
  | 'no-payment-method'
  | 'terms-not-agreed'
  | 'renewal-too-early'
  | 'renewal-too-late'
  | 'renewed-already'
  | 'being-renewed'
  | 'subscription-frozen'
  | 'subscription-over'
  | 'nothing-held'
  | 'auto-renew-off-already'
  | 'last-admin'
  | 'benefits-gone'
  | 'guests-get-no-role'
  | 'colleague-unknown'

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const refused = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })

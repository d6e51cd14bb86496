import type { SubscriptionFacts } from '../../cards/subscription-facts.ts'
import type { Locale } from '../../store/values/locale.ts'
import { pick } from './people.ts'

const SILVER = pick('Silver competency – Application development', '銀級專長認證 – 應用程式開發')

/** A subscription as cards show it, in the middle of its first year. */
export function held(locale: Locale, differs: Partial<SubscriptionFacts> = {}): SubscriptionFacts {
  return {
    id: 'subscription-of-the-samples',
    name: pick('Action Pack', '行動套件')(locale),
    state: 'active',
    term: { number: 1, start: '2026-11-23', end: '2027-11-23', zone: 'Asia/Taipei', anchor: '11-23' },
    opens: '2027-08-25',
    closes: '2027-12-23',
    autoRenew: true,
    offByGold: false,
    price: locale === 'en' ? { amount: 47_500, currency: 'USD' } : { amount: 1_480_000, currency: 'TWD' },
    paidAhead: false,
    methodExpires: false,
    reversed: false,
    ...differs,
  }
}

/** The longest that one gets: a competency, off by Gold, paid ahead, a zone with a long name. */
export function longHeld(locale: Locale, differs: Partial<SubscriptionFacts> = {}): SubscriptionFacts {
  return held(locale, {
    name: SILVER(locale),
    term: {
      number: 2,
      start: '2027-09-30',
      end: '2028-09-30',
      zone: 'America/Argentina/ComodRivadavia',
      anchor: '09-30',
    },
    opens: '2028-07-02',
    closes: '2028-10-30',
    autoRenew: false,
    offSince: '2027-09-30',
    offByGold: true,
    paidAhead: true,
    price: { amount: 1_450_000_000, currency: 'TWD' },
    renewing: 'PO-2709-7F3K2M9Q',
    ...differs,
  })
}

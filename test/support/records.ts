import type { Order } from '../../store/orders/order.ts'
import { newOrder } from '../../store/orders/order-steps.ts'

const NOW = '2026-11-23T08:00:00.000Z'

/** A reviewed order of Action Pack, as the review step leaves it; what differs is given. */
export function reviewedOrder(differs: Partial<Order> = {}): Order {
  const draft = newOrder({
    ...{ id: 'aaaaaaaabbbbbbbbcccc', partnerId: 'tenant-one', personId: 'purchaser-one' },
    ...{ offerId: 'action-pack', now: NOW },
  })
  return {
    ...draft,
    state: 'reviewed',
    review: 1,
    terms: { version: '2026-07', url: 'https://example.com/terms', locale: 'en', agreedAt: NOW, by: 'purchaser-one' },
    method: { id: 'method-one', brand: 'Visa', last4: '4242', expires: '2030-12' },
    frozen: {
      catalogue: '2026-11',
      offerVersion: '1',
      price: { amount: 47_500, currency: 'USD' },
      term: { number: 1, start: '2026-11-23', end: '2027-11-23', zone: 'Asia/Taipei', anchor: '11-23' },
    },
    ...differs,
  }
}

import type { Order, OrderState } from './order.ts'

const THE_RENEWAL: readonly OrderState[] = [
  'charging',
  'needs-customer',
  'unknown',
  'declined',
  'paid',
  'fulfilled',
  'parked',
  'refunding',
]

/**
 * Whether this is *the* order of its subscription and term: from its first attempt on, until that has failed for good. So
 * anybody may prepare a renewal, one of them pays, and one that was left, declined or expired is in nobody's way.
 */
export function isTheRenewal(order: Pick<Order, 'renews' | 'state' | 'yielded' | 'undone'>): boolean {
  return order.renews !== undefined && !order.yielded && !order.undone && THE_RENEWAL.includes(order.state)
}

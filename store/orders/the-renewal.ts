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
export function isTheRenewal(order: Pick<Order, 'renews' | 'state' | 'yielded' | 'undone' | 'dispute'>): boolean {
  // Parked, and then taken back by the bank: it pays for nothing, and never will.
  if (!order.renews || order.yielded || order.undone || (order.state === 'parked' && order.dispute?.state === 'lost'))
    return false
  return THE_RENEWAL.includes(order.state)
}

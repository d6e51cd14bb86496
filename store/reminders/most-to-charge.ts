import type { Money } from '../values/money.ts'
import type { Delivery } from './delivery.ts'

/** A charge notice that was delivered, or may have been, and what it said. */
type Notice = Pick<Delivery, 'state' | 'endedAt' | 'said'>

/**
 * S19: never more than the last delivered notice said; none delivered, at most the last receipt. A later one of which
 * nobody knows whether it arrived lowers that and never raises it. undefined: nothing was announced, or that nothing will
 * be charged, or another currency, so nothing may be taken. `notices`: newest first.
 */
export function mostToCharge(today: Money, notices: Notice[], receipt: Money | undefined): Money | undefined {
  const delivered = notices.find((each) => each.state === 'sent')
  const since = delivered?.endedAt ?? ''
  const perhaps = notices.filter((each) => each.state === 'unknown' && (each.endedAt ?? '') >= since)
  const limits = [delivered ? delivered.said?.price : receipt, ...perhaps.map((each) => each.said?.price)]
  const amounts = limits.flatMap((each) => (each?.currency === today.currency ? each.amount : []))
  return amounts.length === limits.length ? { ...today, amount: Math.min(today.amount, ...amounts) } : undefined
}

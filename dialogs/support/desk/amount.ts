import type { Money } from '../../../store/values/money.ts'
import { readMoney } from '../../../store/values/read-money.ts'

/** What an agent typed; nothing typed, or a card without the field: all that is left. undefined: it is no amount. */
export function amountOf(typed: string | undefined, left: Money): Money | undefined {
  if (typed === undefined || !typed.trim()) return left
  const read = readMoney(typed, left.currency)
  return read && read.amount > 0 ? read : undefined
}

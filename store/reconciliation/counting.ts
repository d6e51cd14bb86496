import type { MovementKind } from '../orders/movements.ts'
import { type Finding, MOST_KEPT, type OfCurrency, type Reconciliation, type Sums } from './reconciliation.ts'

const NOTHING: Sums = { paid: 0, refunded: 0, 'taken-back': 0 }
const EMPTY: OfCurrency = {
  ...{ gateway: NOTHING, records: NOTHING, otherDay: NOTHING, strays: NOTHING },
  differing: NOTHING,
}

/** The day with what was found; each finding is to be given once. */
export function counted(day: Reconciliation, findings: readonly Finding[]): Reconciliation {
  return findings.reduce(countOne, day)
}

function countOne(day: Reconciliation, found: Finding): Reconciliation {
  switch (found.is) {
    case 'foreign':
      return { ...day, others: day.others + 1 }
    case 'same': {
      const { kind, id, money, mends = [] } = found
      const mended = day.differences.find((each) => mends.includes(each.id))
      if (mended) {
        const differences = day.differences.filter((each) => each !== mended)
        const rest = { ...day, differences, differing: day.differing - 1 }
        return add(rest, money.currency, kind, { records: money.amount, differing: -money.amount })
      }
      const known = day.seen.length < MOST_KEPT.seen ? { ...day, seen: [...day.seen, `${kind}:${id}`] } : day
      return add(known, money.currency, kind, { gateway: money.amount, records: money.amount })
    }
    case 'other-day': {
      const { kind, side, money } = found
      const otherDay = side === 'gateway' ? money.amount : -money.amount
      return add(day, money.currency, kind, { [side]: money.amount, otherDay })
    }
    case 'stray':
      return add(day, found.money.currency, found.kind, { gateway: found.money.amount, strays: found.money.amount })
    case 'difference': {
      const { difference, gateway, records } = found
      const { kind, currency } = difference
      const listed = day.differences.length < MOST_KEPT.differences ? [...day.differences, difference] : day.differences
      const both = { gateway: gateway?.amount ?? 0, records: records?.amount ?? 0 }
      const more = { ...both, differing: both.gateway - both.records }
      return add({ ...day, differences: listed, differing: day.differing + 1 }, currency, kind, more)
    }
  }
}

function add(
  day: Reconciliation,
  currency: string,
  kind: MovementKind,
  more: Partial<Record<keyof OfCurrency, number>>,
): Reconciliation {
  const before = day.currencies[currency] ?? EMPTY
  const column = (name: keyof OfCurrency): Sums => {
    const sums = before[name]
    return { ...sums, [kind]: sums[kind] + (more[name] ?? 0) }
  }
  const after: OfCurrency = {
    ...{ gateway: column('gateway'), records: column('records'), otherDay: column('otherDay') },
    ...{ strays: column('strays'), differing: column('differing') },
  }
  return { ...day, currencies: { ...day.currencies, [currency]: after } }
}

/** Whether its sums add up to the minor unit: what differs is explained, entry by entry. @internal Tests hold every day to it. */
export function addsUp({ currencies }: Pick<Reconciliation, 'currencies'>): boolean {
  return Object.values(currencies).every(({ gateway, records, otherDay, strays, differing }) =>
    (['paid', 'refunded', 'taken-back'] as const).every(
      (kind) => gateway[kind] - records[kind] === otherDay[kind] + strays[kind] + differing[kind],
    ),
  )
}

import { EJSON } from 'bson'

/** What stands in an index: a value for each field, then the document's place. Bounds may be shorter, or end in LAST. */
export type Key = readonly unknown[]

/** Behind every value. */
export const LAST = Symbol('last')

/** Objects, dates and arrays inside arrays: they can be told apart, but have no order that a query could go by. */
type Opaque = { readonly ejson: string }

/** A value as it stands in an index; a missing one counts as null, as in MongoDB. */
export function keyPart(value: unknown): unknown {
  if (value === undefined || value === null) return null
  return typeof value === 'object' ? { ejson: EJSON.stringify(value, { relaxed: false }) } : value
}

/** Whether values of this kind stand in MongoDB's order here. */
export function isOrdered(part: unknown): boolean {
  return typeof part !== 'object' || part === null
}

/** MongoDB's order of types: null, numbers (NaN first), texts, objects, booleans. */
function rank(part: unknown): number {
  if (part === null) return 0
  if (typeof part === 'number') return Number.isNaN(part) ? 1 : 2
  if (typeof part === 'string') return 3
  if (typeof part === 'boolean') return 5
  return part === LAST ? 6 : 4
}

function compareParts(a: unknown, b: unknown): number {
  if (a === b) return 0
  const difference = rank(a) - rank(b)
  if (difference !== 0 || Number.isNaN(a)) return difference
  const [left, right] = isOrdered(a) ? [a, b] : [(a as Opaque).ejson, (b as Opaque).ejson]
  return (left as string) < (right as string) ? -1 : (left as string) > (right as string) ? 1 : 0
}

/** Compares keys field by field in each field's direction, then by place; what is longer comes last. */
export function keyOrder(directions: readonly (1 | -1)[]): (a: Key, b: Key) => number {
  return (a, b) => {
    const shared = Math.min(a.length, b.length)
    for (let i = 0; i < shared; i++) {
      const difference = compareParts(a[i], b[i])
      if (difference === 0) continue
      const isBound = a[i] === LAST || b[i] === LAST
      return isBound ? difference : difference * (directions[i] ?? 1)
    }
    return a.length - b.length
  }
}

import { calculateObjectSize } from 'bson'

export type Plain = Record<string, unknown>

/**
 * A deep copy of a document as MongoDB would keep it: undefined fields are gone, undefined elements are null. Throws
 * TypeError for what the two databases would not keep alike (classes, functions, bigints, keys with `$` or `__proto__`).
 */
export function copyDocument<T extends object>(document: T): T {
  return copy(document, false) as T
}

/** The same for a filter or an update, whose keys may be operators. */
export function copyExpression(expression: object): Plain {
  return copy(expression, true) as Plain
}

function copy(value: unknown, operators: boolean): unknown {
  if (value === null || typeof value !== 'object') return scalar(value)
  if (value instanceof Date) return new Date(value)
  if (Array.isArray(value)) return Array.from(value, (each) => (each === undefined ? null : copy(each, operators)))
  if (!isPlain(value)) throw new TypeError('only plain objects, arrays, dates and scalars can be stored')
  const copied: Plain = {}
  for (const [key, each] of Object.entries(value)) {
    if (key === '__proto__' || (!operators && key.startsWith('$'))) throw new TypeError(`no field can be named ${key}`)
    if (each !== undefined) copied[key] = copy(each, operators)
  }
  return copied
}

function scalar(value: unknown): unknown {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value
  throw new TypeError(`a ${typeof value} cannot be stored`)
}

/** Whether a value is an object of fields: no array, no date. */
export function isPlain(value: unknown): value is Plain {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** MongoDB's limit on a document, in bytes of BSON. */
const MAX_BYTES = 16 * 1024 * 1024

/** Throws TypeError for a document that MongoDB would refuse for its size (F65). */
export function assertSize(document: Plain): void {
  if (calculateObjectSize(document) > MAX_BYTES) throw new TypeError('a document has outgrown 16 MB')
}

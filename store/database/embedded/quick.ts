import { isPlain, type Plain } from './plain.ts'

/** Whether a document fulfils one condition; undefined: its value is of a kind that mingo has to judge. */
export type QuickTest = (document: Plain) => boolean | undefined

type Scalar = string | number | boolean

/** The same for the value that stands where the condition looks. */
type ValueTest = (value: unknown) => boolean | undefined

const COMPARISONS: Record<string, (value: Scalar, bound: Scalar) => boolean> = {
  $eq: (value, bound) => value === bound,
  $lt: (value, bound) => value < bound,
  $lte: (value, bound) => value <= bound,
  $gt: (value, bound) => value > bound,
  $gte: (value, bound) => value >= bound,
}

/**
 * Most of what is asked compares a field with texts, numbers or booleans, or whether it is there. To compile that with
 * mingo takes longer than to answer it, and every read and write asks. undefined: mingo has to compile the condition.
 */
export function quickTest(path: string, condition: unknown): QuickTest | undefined {
  if (path.startsWith('$')) return undefined
  const tests = isPlain(condition)
    ? Object.entries(condition).map(([operator, bound]) => valueTest(operator, bound))
    : [valueTest('$eq', condition)]
  if (tests.length === 0 || !tests.every((each) => each !== undefined)) return undefined
  const parts = path.split('.')
  return (document) => {
    const value = valueAt(document, parts)
    for (const test of tests) {
      const answer = value === UNCLEAR ? undefined : test(value)
      if (answer !== true) return answer
    }
    return true
  }
}

function valueTest(operator: string, bound: unknown): ValueTest | undefined {
  if (operator === '$exists' && typeof bound === 'boolean') return (value) => (value !== undefined) === bound
  if (operator === '$in' && Array.isArray(bound) && bound.every(isScalar)) {
    const wanted = new Set<unknown>(bound)
    return scalarTest((value) => wanted.has(value))
  }
  const compare = Object.hasOwn(COMPARISONS, operator) ? COMPARISONS[operator] : undefined
  if (!compare || !isScalar(bound)) return undefined
  return scalarTest((value) => typeof value === typeof bound && compare(value, bound))
}

/** What is missing equals no scalar and stands in no order to one; arrays, dates and objects are mingo's. */
function scalarTest(test: (value: Scalar) => boolean): ValueTest {
  return (value) => {
    if (value === undefined || value === null) return false
    return isScalar(value) ? test(value) : undefined
  }
}

const UNCLEAR = Symbol('unclear')

/** What stands at a path through objects alone; undefined where it ends on the way. */
function valueAt(document: Plain, parts: readonly string[]): unknown {
  let value: unknown = document
  for (const part of parts) {
    if (value === undefined || value === null) return undefined
    if (!isPlain(value)) return UNCLEAR
    value = Object.hasOwn(value, part) ? value[part] : undefined
  }
  return value
}

/** NaN is left to mingo: MongoDB takes it for equal to itself and below every number. */
function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && !Number.isNaN(value))
}

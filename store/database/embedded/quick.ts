import type { Plain } from './plain.ts'

/** Whether a document fulfils one condition; undefined: its value is of a kind that mingo has to judge. */
type QuickTest = (document: Plain) => boolean | undefined

type Scalar = string | number | boolean

const COMPARISONS: Record<string, (value: Scalar, bound: Scalar) => boolean> = {
  $eq: (value, bound) => value === bound,
  $lt: (value, bound) => value < bound,
  $lte: (value, bound) => value <= bound,
  $gt: (value, bound) => value > bound,
  $gte: (value, bound) => value >= bound,
}

/**
 * Most of what is asked compares one field with texts, numbers or booleans. To compile that with mingo takes longer than
 * to answer it, and every read and write asks. undefined: mingo has to compile the condition.
 */
export function quickTest(path: string, condition: unknown): QuickTest | undefined {
  if (path.startsWith('$') || path.includes('.')) return undefined
  if (isScalar(condition)) return comparing(path, '$eq', condition)
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return undefined
  const tests = Object.entries(condition).map(([operator, bound]) =>
    operator === '$in' ? among(path, bound) : comparing(path, operator, bound),
  )
  return tests.length > 0 && tests.every((each) => each !== undefined) ? all(tests) : undefined
}

function comparing(path: string, operator: string, bound: unknown): QuickTest | undefined {
  const compare = Object.hasOwn(COMPARISONS, operator) ? COMPARISONS[operator] : undefined
  if (!compare || !isScalar(bound)) return undefined
  return (document) => {
    const value = document[path]
    // What is missing equals no scalar and stands in no order to one.
    if (value === undefined || value === null) return false
    return isScalar(value) ? typeof value === typeof bound && compare(value, bound) : undefined
  }
}

function among(path: string, values: unknown): QuickTest | undefined {
  if (!Array.isArray(values) || !values.every(isScalar)) return undefined
  const wanted = new Set<unknown>(values)
  return (document) => {
    const value = document[path]
    if (value === undefined || value === null) return false
    return isScalar(value) ? wanted.has(value) : undefined
  }
}

function all(tests: QuickTest[]): QuickTest {
  return (document) => {
    for (const test of tests) {
      const answer = test(document)
      if (answer !== true) return answer
    }
    return true
  }
}

/** NaN is left to mingo: MongoDB takes it for equal to itself and below every number. */
function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && !Number.isNaN(value))
}

import { Context } from 'mingo/core'
import {
  $and,
  $elemMatch,
  $eq,
  $exists,
  $gt,
  $gte,
  $in,
  $lt,
  $lte,
  $ne,
  $nin,
  $nor,
  $not,
  $or,
} from 'mingo/operators/query'
import { Query } from 'mingo/query'
import { compare, resolve } from 'mingo/util'
import type { Sorting } from '../collection.ts'
import { assertFilter } from '../query-rules.ts'
import { copyExpression, isPlain, type Plain } from './plain.ts'
import { type QuickTest, quickTest } from './quick.ts'

/** What was shown to answer as MongoDB does; anything else is refused rather than guessed. */
const OPERATORS = { $and, $or, $nor, $not, $eq, $ne, $in, $nin, $lt, $lte, $gt, $gte, $exists, $elemMatch }

/** mingo copies its operators for every query: these alone are handed to it. */
const OPTIONS = { scriptEnabled: false, context: Context.init({ query: OPERATORS }) }

export type Matcher = { conditions: Plain; matches(document: Plain): boolean }

/** Compiles a MongoDB filter. Throws TypeError for undefined values and for operators outside the contract. */
export function matcher(filter: object): Matcher {
  assertFilter(filter)
  const conditions = copyExpression(filter)
  assertOperators(conditions)
  return { conditions, matches: testOf(conditions) }
}

function testOf(conditions: Plain): (document: Plain) => boolean {
  const quick: QuickTest[] = []
  const others: Plain = {}
  for (const [path, condition] of Object.entries(conditions)) {
    const test = joinedTest(path, condition) ?? quickTest(path, condition)
    if (test) quick.push(test)
    else others[path] = condition
  }
  const rest = Object.keys(others).length > 0 ? new Query(others, OPTIONS) : undefined
  let whole: Query | undefined
  return (document) => {
    for (const test of quick) {
      const answer = test(document)
      if (answer === false) return false
      whole ??= answer === undefined ? new Query(conditions, OPTIONS) : undefined
      if (answer === undefined && whole) return whole.test(document)
    }
    return rest?.test(document) ?? true
  }
}

function joinedTest(operator: string, parts: unknown): QuickTest | undefined {
  if (!['$and', '$or'].includes(operator) || !Array.isArray(parts) || !parts.every(isPlain) || parts.length === 0)
    return undefined
  const tests = parts.map(testOf)
  if (operator === '$and') return (document) => tests.every((each) => each(document))
  return (document) => tests.some((each) => each(document))
}

function assertOperators(condition: unknown): void {
  if (Array.isArray(condition)) condition.forEach(assertOperators)
  if (!isPlain(condition)) return
  for (const [key, value] of Object.entries(condition)) {
    if (key.startsWith('$') && !Object.hasOwn(OPERATORS, key))
      throw new TypeError(`the embedded database has no ${key}`)
    const list = key === '$in' || key === '$nin' ? value : []
    if (!Array.isArray(list) || list.some((each) => typeof each === 'object' && each !== null))
      throw new TypeError(`the embedded database takes a list of texts, numbers, booleans or nulls for ${key}`)
    assertOperators(value)
  }
}

/** The values that each top-level path must equal one of; paths with any other condition are left out. */
export function equalities(conditions: Plain): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>()
  for (const [path, condition] of Object.entries(conditions)) {
    if (path.startsWith('$')) continue
    const values = isPlain(condition)
      ? (condition.$in ?? (condition.$eq === undefined ? [] : [condition.$eq]))
      : [condition]
    if (Array.isArray(values) && values.length > 0 && values.every(isIndexable)) found.set(path, values)
  }
  return found
}

/** What a filter asks, and what of that an index can answer: values by path, ranges by path. */
export type Asked = { conditions: Plain; fixed: Map<string, unknown[]>; bounds: Map<string, Range> }

export function askedBy(conditions: Plain): Asked {
  return { conditions, fixed: equalities(conditions), bounds: ranges(conditions) }
}

/** What a path must lie between, ends included: texts, or numbers. */
export type Range = { low?: unknown; high?: unknown }

/** The ranges that top-level paths must lie in; what else is asked of them is left out. */
function ranges(conditions: Plain): Map<string, Range> {
  const found = new Map<string, Range>()
  for (const [path, condition] of Object.entries(conditions)) {
    if (path.startsWith('$') || !isPlain(condition)) continue
    const [lowest, highest] = [condition.$gte ?? condition.$gt, condition.$lte ?? condition.$lt]
    const bounds = [lowest, highest].filter((each) => each !== undefined)
    // What is below a bound is of its kind: a missing value is not below a date.
    if (isAll('string', bounds)) found.set(path, { low: lowest ?? '', high: highest })
    if (isAll('number', bounds)) found.set(path, { low: lowest ?? Number.NEGATIVE_INFINITY, high: highest })
  }
  return found
}

function isAll(type: 'string' | 'number', bounds: unknown[]): boolean {
  return bounds.length > 0 && bounds.every((each) => typeof each === type)
}

/** null is not: it also matches what is missing inside arrays, which no index entry shows. */
function isIndexable(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

/** Sorts as MongoDB does: missing counts as null, an array by its least (ascending) or greatest element. */
export function sorted(documents: Plain[], sort: Sorting): Plain[] {
  const keys = Object.entries(sort)
  if (keys.length === 0) return documents
  return documents.sort((a, b) => {
    for (const [path, direction] of keys) {
      const difference = direction * compare(sortKey(a, path, direction), sortKey(b, path, direction))
      if (difference !== 0) return difference
    }
    return 0
  })
}

function sortKey(document: Plain, path: string, direction: 1 | -1): unknown {
  const value = resolve(document, path)
  if (!Array.isArray(value)) return value ?? null
  return value.toSorted((a, b) => direction * compare(a, b))[0]
}

import type { Sorting } from '../collection.ts'
import type { Index } from './index.ts'
import type { Plain } from './plain.ts'
import { askedBy, type Range } from './query.ts'

/** How the documents of a query are found. */
export type Plan = {
  /** The index's name. */
  by: string
  /** Whoever can match, and maybe others; `inOrder`: each branch in the order asked for. */
  branches: Iterable<string>[]
  inOrder: boolean
}

/** More combinations of values than this are looked for one field shorter. */
const MOST_KEYS = 1_000

type Reading = {
  index: Index
  leading: unknown[][]
  equal: number
  range: Range | undefined
  inOrder: boolean
  reversed: boolean
}

/**
 * The index that narrows a query most, as MongoDB would use it: its leading fields fixed, then a range, read in the order
 * asked for where that is the index's own or its reverse. undefined: none is of use, so every document is looked at.
 */
export function planOf(indexes: Iterable<Index>, conditions: Plain, sort: Sorting): Plan | undefined {
  const asked = askedBy(conditions)
  const { fixed, bounds } = asked
  const readings = [...indexes]
    .filter((index) => index.holdsAll(asked))
    .map((index) => readingOf(index, fixed, bounds, sort))
    .filter((each) => each.equal > 0 || each.range !== undefined || (each.inOrder && Object.keys(sort).length > 0))
  const [best] = readings.sort((a, b) => worth(b) - worth(a))
  return best && { by: best.index.name, branches: branchesOf(best), inOrder: best.inOrder }
}

function worth({ equal, inOrder, range }: Reading): number {
  return equal * 4 + (inOrder ? 2 : 0) + (range ? 1 : 0)
}

function readingOf(index: Index, fixed: Map<string, unknown[]>, bounds: Map<string, Range>, sort: Sorting): Reading {
  let leading: unknown[][] = [[]]
  let equal = 0
  for (const [path] of index.fields) {
    const values = fixed.get(path)
    if (!values || leading.length * values.length > MOST_KEYS) break
    leading = leading.flatMap((key) => [...new Set(values)].map((value) => [...key, value]))
    equal += 1
  }
  const [next] = index.fields[equal] ?? []
  const range = index.isRegular && next !== undefined ? bounds.get(next) : undefined
  const direction = index.isRegular ? directionFor(index, equal, fixed, sort) : undefined
  const inOrder = direction !== undefined || Object.keys(sort).length === 0
  return { index, leading, equal, range, inOrder, reversed: direction === -1 }
}

/** 1: the index's own order is the one asked for; -1: its reverse is; undefined: neither. */
function directionFor(index: Index, equal: number, fixed: Map<string, unknown[]>, sort: Sorting): 1 | -1 | undefined {
  const open = Object.entries(sort).filter(([path]) => fixed.get(path)?.length !== 1)
  const signs = open.map(([path, direction], i) => {
    const [field, own] = index.fields[equal + i] ?? []
    return field === path && own !== undefined ? direction * own : 0
  })
  if (signs.every((sign) => sign === 1)) return 1
  return signs.every((sign) => sign === -1) ? -1 : undefined
}

/** One for each combination of the leading values; where a document can stand in several, all in one. */
function branchesOf({ index, leading, range, reversed }: Reading): Iterable<string>[] {
  const scans = leading.map((key) => index.scan(key, range, reversed))
  return index.isRegular ? scans : [once(scans)]
}

function* once(scans: Iterable<string>[]): Generator<string> {
  const seen = new Set<string>()
  for (const scan of scans)
    for (const id of scan) {
      if (seen.has(id)) continue
      seen.add(id)
      yield id
    }
}

import { createRequire } from 'node:module'
import { isEqual, resolve } from 'mingo/util'
import type { IndexOptions, Sorting } from '../collection.ts'
import { isOrdered, type Key, keyOrder, keyPart, LAST } from './key.ts'
import type { Plain } from './plain.ts'
import { type Asked, matcher, type Range } from './query.ts'

// A CommonJS package with a default export: what an import gives differs between Node and the loader of development.
const require = createRequire(import.meta.url)
const { default: BTree }: typeof import('sorted-btree') = require('sorted-btree')

/** One index: the documents' ids in the order of its fields. A partial one holds only the documents that it covers. */
export class Index {
  readonly name: string
  readonly shape: string
  readonly fields: readonly (readonly [path: string, direction: 1 | -1])[]
  readonly #unique: boolean
  readonly #partial: readonly (readonly [path: string, condition: unknown, covers: (value: unknown) => boolean])[]
  readonly #covers: (document: Plain) => boolean
  readonly #order: (a: Key, b: Key) => number
  readonly #ids: InstanceType<typeof BTree<Key, string>>
  /** How many documents stand in it by an array's elements or by a value without an order. */
  #irregular = 0

  constructor(spec: Sorting, options: IndexOptions) {
    const { name, unique = false, partialFilterExpression: partial = {} } = options
    this.name = name
    this.shape = shapeOf(spec, options)
    this.fields = Object.entries(spec)
    this.#unique = unique
    this.#covers = matcher(partial).matches
    this.#partial = Object.entries(partial).map(([path, condition]) => {
      const { matches } = matcher({ value: condition })
      return [path, condition, (value) => matches({ value })]
    })
    this.#order = keyOrder(this.fields.map(([, direction]) => direction))
    this.#ids = new BTree(undefined, this.#order)
  }

  /** Whether it can be read in the order of its fields, and a range of one of them in one piece. */
  get isRegular(): boolean {
    return this.#irregular === 0
  }

  /** `place`: among documents of equal values, the first one inserted comes first. */
  add(id: string, place: number, document: Plain): void {
    const keys = this.#keysOf(document)
    for (const key of keys) this.#ids.set([...key, place], id)
    if (isIrregular(keys)) this.#irregular += 1
  }

  remove(place: number, document: Plain): void {
    const keys = this.#keysOf(document)
    for (const key of keys) this.#ids.delete([...key, place])
    if (isIrregular(keys)) this.#irregular -= 1
  }

  /** Whether a document other than `id` stands in the unique place that `document` would take. */
  isTaken(id: string, document: Plain): boolean {
    if (!this.#unique) return false
    return this.#keysOf(document).some((key) => [...this.scan(key)].some((other) => other !== id))
  }

  /** Whether it holds everything that matches the conditions: its partial filter follows from them. */
  holdsAll({ conditions, fixed, bounds }: Asked): boolean {
    return this.#partial.every(([path, partial, covers]) => {
      if (isEqual(conditions[path], partial)) return true
      const values = fixed.get(path)
      if (values) return values.every(covers)
      return isEqual(partial, { $exists: true }) && bounds.has(path)
    })
  }

  /** The ids behind these leading values and within a range of the field after them; `reversed`: from the last one on. */
  *scan(leading: Key, { low, high }: Range = {}, reversed = false): Generator<string> {
    const [first, last] = this.fields[leading.length]?.[1] === -1 ? [high, low] : [low, high]
    const from = first === undefined ? leading : [...leading, first]
    const to = last === undefined ? [...leading, LAST] : [...leading, last, LAST]
    const entries = reversed ? this.#ids.entriesReversed(to) : this.#ids.entries(from)
    for (const [key, id] of entries) {
      if (reversed ? this.#order(key, from) < 0 : this.#order(key, to) > 0) return
      yield id
    }
  }

  /** An array has one key per element, a missing field counts as null, as in MongoDB. */
  #keysOf(document: Plain): Key[] {
    if (!this.#covers(document)) return []
    let keys: unknown[][] = [[]]
    for (const [path] of this.fields) {
      const value: unknown = resolve(document, path)
      const values = Array.isArray(value) ? (value.length > 0 ? value : [[]]) : [value]
      keys = keys.flatMap((key) => values.map((each) => [...key, keyPart(each)]))
    }
    return keys
  }
}

function isIrregular(keys: Key[]): boolean {
  return keys.length > 1 || keys.some((key) => !key.every(isOrdered))
}

/** Two indexes of one shape are the same index. */
export function shapeOf(spec: Sorting, { unique = false, partialFilterExpression = {} }: IndexOptions): string {
  return JSON.stringify([spec, unique, partialFilterExpression])
}
